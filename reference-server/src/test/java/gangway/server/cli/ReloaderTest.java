package gangway.server.cli;

import module java.base;

import gangway.server.Server;
import gangway.server.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Reloads, step by step: the test polls, so nothing here waits for time to pass.
@Tag("facts-74")
@Timeout(120)
class ReloaderTest {

    private static final String GOOD = """
        import module gangway.spec;
        import module java.base;
        Iterable<byte[]> application(Environ environ, StartResponse start) throws Exception {
            return start.text("200 OK", "%s");
        }
        void main() { }
        """;

    @TempDir
    private Path directory;
    private final Recorder terminal = new Recorder();
    private Optional<Server> running = Optional.empty();
    private int writes;

    @AfterEach
    void stop() {
        running.ifPresent(server -> server.stop(Duration.ofSeconds(5)));
    }

    /// Writes the file; each time with another time stamp, however coarse the file system's clock.
    private void write(String name, String source) throws IOException {
        Path file = Files.writeString(directory.resolve(name), source);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * ++writes));
    }

    private Reloader reloader() throws Failure {
        return new Reloader(new AppLoader(new Target.Source(directory.resolve("Web.java")), List.of(), List.of(),
            terminal.console(), false), terminal.console());
    }

    /// A change is due at the second poll that sees it.
    private static boolean reload(Reloader reloader) {
        return reloader.poll() | reloader.poll();
    }

    private String get(Reloader reloader, String accept) throws IOException {
        if (running.isEmpty()) running = Optional.of(Server.start(Settings.loopback(), reloader));
        var url = URI.create("http://127.0.0.1:" + running.get().addresses().getFirst().getPort() + "/").toURL();
        var connection = (HttpURLConnection) url.openConnection(java.net.Proxy.NO_PROXY);
        connection.setRequestProperty("Accept", accept);
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return status + " " + new String(body.readAllBytes(), UTF_8);
        }
    }

    @Test
    void anEditIsServedOnceItIsWhole() throws Exception {
        write("Web.java", GOOD.formatted("one"));
        Reloader reloader = reloader();
        assertEquals("200 one", get(reloader, "*/*"));
        write("Web.java", GOOD.formatted("two"));
        assertTrue(reload(reloader));
        assertEquals("200 two", get(reloader, "*/*"));
        assertTrue(terminal.said().matches("Reloaded Web.java in \\d+ ms\\R"), terminal.said());
    }

    @Test
    void aBrokenEditKeepsTheLastGoodCodeAndShowsAPageUntilItIsMended() throws Exception {
        write("Web.java", GOOD.formatted("one"));
        Reloader reloader = reloader();
        write("Web.java", GOOD.formatted("two") + "syntax error");
        assertEquals(false, reload(reloader));
        assertEquals("200 one", get(reloader, "*/*"));
        assertTrue(get(reloader, "text/html").startsWith("500 <!doctype html>"));
        assertTrue(terminal.complained().contains("Web.java:7:"), terminal.complained());
        write("Web.java", GOOD.formatted("three"));
        assertTrue(reload(reloader));
        assertEquals("200 three", get(reloader, "text/html"));
    }

    @Test
    void aProgramThatIsBrokenFromTheStartIsServedOnceItIsMended() throws Exception {
        write("Web.java", "syntax error");
        Reloader reloader = reloader();
        assertTrue(get(reloader, "*/*").startsWith("503 "));
        assertTrue(get(reloader, "text/html").startsWith("500 <!doctype html>"));
        write("Web.java", GOOD.formatted("mended"));
        assertTrue(reload(reloader));
        assertEquals("200 mended", get(reloader, "text/html"));
    }

    @Test
    void aSiblingThatTheProgramUsesIsWatchedToo() throws Exception {
        Files.createDirectories(directory.resolve("part"));
        write("part/Part.java", "package part; public class Part { public static String text() { return \"one\"; } }");
        write("Web.java", GOOD.replace("\"%s\"", "part.Part.text()"));
        Reloader reloader = reloader();
        assertEquals("200 one", get(reloader, "*/*"));
        assertEquals(false, reload(reloader));
        write("part/Part.java", "package part; public class Part { public static String text() { return \"two\"; } }");
        assertTrue(reload(reloader));
        assertEquals("200 two", get(reloader, "*/*"));
    }

    @Test
    void theOldGenerationIsClosedWhenTheNewOneIsInService() throws Exception {
        String main = "import module gangway.spec; void main() { Serve.run((_, start) -> start.text(\"200 OK\", \"x\"));"
            + "System.setProperty(\"gangway.test.old\", \"closed %s\"); }";
        write("Web.java", main.formatted("one"));
        Reloader reloader = reloader();
        write("Web.java", main.formatted("two"));
        assertTrue(reload(reloader));
        assertEquals("closed one", System.clearProperty("gangway.test.old"));
        reloader.get().close();
        assertEquals("closed two", System.clearProperty("gangway.test.old"));
    }

    @Test
    void fiftyReloadsKeepNoClassesOfTheFirst() throws Exception {
        List<WeakReference<?>> loaders = new CopyOnWriteArrayList<>();
        System.getProperties().put("gangway.test.loaders", loaders);
        String main = """
            import module gangway.spec;
            import module java.base;
            record State(int x) { }
            enum Colour { RED }
            @SuppressWarnings("unchecked")
            void main() {
                var loaders = (List<WeakReference<?>>) System.getProperties().get("gangway.test.loaders");
                loaders.add(new WeakReference<>(getClass().getClassLoader()));
                Serve.run((_, start) -> start.text("200 OK", new State(1) + " " + Colour.valueOf("RED")));
            }
            // %s
            """;
        write("Web.java", main.formatted("first"));
        Reloader reloader = reloader();
        for (int i = 1; i <= 50; i++) {
            write("Web.java", main.formatted(i));
            assertTrue(reload(reloader), terminal::complained);
            if (i % 10 == 0) assertEquals("200 State[x=1] RED", get(reloader, "*/*"));
        }
        System.getProperties().remove("gangway.test.loaders");
        assertEquals(51, loaders.size());
        for (int i = 0; i < 50 && alive(loaders) > 5; i++) System.gc();
        assertTrue(alive(loaders) <= 5, () -> alive(loaders) + " of 51 generations are still alive");
    }

    private static long alive(List<WeakReference<?>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }
}
