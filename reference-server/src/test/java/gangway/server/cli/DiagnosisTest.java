package gangway.server.cli;

import module java.base;

import gangway.spec.Application;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What is shown while the program is broken.
@Tag("facts-74")
class DiagnosisTest {

    private static final Failure BROKEN = Failure.compile(List.of(new Problem("Hello.java", 2, 3, "what <b>\nwhy & how",
        List.of("one", "\tx < y;", "three"))));

    private final Diagnosis diagnosis = new Diagnosis("Hello.java");
    private final Application application = diagnosis.wrap((_, start) -> start.text("200 OK", "good"));

    @Test
    void aProgramThatIsWholeAnswersItself() throws Exception {
        assertEquals("good", Answer.of(application, "HTTP_ACCEPT", "text/html").body());
    }

    @Test
    void aPageLoadIsShownWhatIsWrong() throws Exception {
        diagnosis.set(BROKEN);
        Answer answer = Answer.of(application, "HTTP_ACCEPT", "text/html,application/xhtml+xml");
        assertEquals("500 Internal Server Error", answer.status());
        assertTrue(answer.body().contains("Hello.java:2:3"), answer.body());
    }

    @Test
    void otherRequestsAreAnsweredByTheLastGoodCode() throws Exception {
        diagnosis.set(BROKEN);
        assertEquals("good", Answer.of(application, "HTTP_ACCEPT", "*/*").body());
        assertEquals("good", Answer.of(application).body());
        assertEquals("good", Answer.of(application, "HTTP_ACCEPT", "text/html", "REQUEST_METHOD", "POST").body());
    }

    @Test
    void sourceCodeIsShownToThisMachineOnly() throws Exception {
        diagnosis.set(BROKEN);
        for (String host : List.of("localhost", "127.0.0.1:8000", "[::1]:8000", "[::1]"))
            assertTrue(Answer.of(application, "HTTP_ACCEPT", "text/html", "HTTP_HOST", host).body()
                .contains("Hello.java:2:3"), host);
        assertEquals("good", Answer.of(application, "HTTP_ACCEPT", "text/html", "REMOTE_ADDR", "192.0.2.1").body());
        assertFalse(Answer.of(diagnosis.unavailable(), "REMOTE_ADDR", "192.0.2.1").body().contains("x < y"));
    }

    @Test
    void sourceCodeIsNotShownUnderAForeignName() throws Exception {
        diagnosis.set(BROKEN);
        assertEquals("good", Answer.of(application, "HTTP_ACCEPT", "text/html", "HTTP_HOST", "evil.example:8000").body());
        assertFalse(Answer.of(diagnosis.unavailable(), "HTTP_HOST", "evil.example").body().contains("x < y"));
    }

    @Test
    void onceMendedThePageIsGone() throws Exception {
        diagnosis.set(BROKEN);
        diagnosis.clear();
        assertEquals("good", Answer.of(application, "HTTP_ACCEPT", "text/html").body());
    }

    @Test
    void withoutAnyGoodCodeOtherRequestsAreToldInPlainText() throws Exception {
        diagnosis.set(BROKEN);
        Answer answer = Answer.of(diagnosis.unavailable());
        assertEquals("503 Service Unavailable", answer.status());
        assertEquals("Hello.java:2:3: error: what <b>\n  \tx < y;\n  \t ^\nwhy & how\n1 error\n", answer.body());
    }

    @Test
    void thePageEscapesWhatIsTheProgramsAndMarksTheLine() {
        String page = DiagnosticsPage.of("Hello.java", BROKEN);
        assertTrue(page.contains("what &lt;b&gt;") && page.contains("why &amp; how"), page);
        assertTrue(page.contains("<mark><span><i>2</i>\tx &lt; y;</span><span><i></i><b>\t ^</b></span></mark>"), page);
        assertFalse(page.contains("x < y"), page);
    }

    @Test
    void thePageShowsAFailureThatIsNotTheCompilers() {
        assertTrue(DiagnosticsPage.of("X.java", Failure.load("no <application>")).contains("no &lt;application&gt;"));
    }

    @Test
    void thePageAsksAgainByItselfAndNeedsNothingElse() {
        String page = DiagnosticsPage.of("Hello.java", BROKEN);
        assertTrue(page.contains("<meta http-equiv=\"refresh\" content=\"1\">"), page);
        assertFalse(page.contains("src=") || page.contains("href=") || page.contains("<script"), page);
    }
}
