package gangway.cli;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// `gangway serve --lint`, as a process.
@Tag("facts-44")
@Timeout(120)
class LintTest {

    private static final String PROGRAM = """
        import module gangway.spec;

        Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
            return start.bytes("200 OK", "text/html", "%s".getBytes());
        }

        void main() { }
        """;
    private static final String BREACH = "lint: GET /, start: Content-Type \"text/html\" names no charset "
        + "(rule 4.24; RFC 9110 §8.3.2): add what the text is encoded in: text/html; charset=utf-8";

    @TempDir
    private Path directory;

    private void write(String said) throws IOException {
        Files.writeString(directory.resolve("Web.java"), PROGRAM.formatted(said));
    }

    @Test
    void aBreachIsToldOnceAndOnceMoreByAnEditThatDoesNotMendIt() throws Exception {
        write("one");
        try (Gangway gangway = Gangway.start(directory, "serve", "Web.java", "-p", "0", "--reload", "--lint")) {
            String url = gangway.url();
            gangway.get(url, "*/*");
            assertEquals("one", gangway.get(url, "*/*").body());
            write("another");
            gangway.await(url, "*/*", "another"::equals);
            gangway.signal("TERM");
            assertEquals(0, gangway.exit());
            assertEquals(List.of(BREACH, BREACH),
                gangway.complaint().lines().filter(line -> line.startsWith("lint: ")).toList());
        }
    }
}
