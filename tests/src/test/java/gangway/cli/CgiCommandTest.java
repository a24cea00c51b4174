package gangway.cli;

import module java.base;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// `gangway cgi` as a process with the environment of a CGI program, and no other.
@Tag("facts-46")
@Timeout(120)
class CgiCommandTest {

    private static final String REQUEST = "SERVER_NAME=localhost SERVER_PORT=80 SERVER_PROTOCOL=HTTP/1.1";
    private static final String GET = "REQUEST_METHOD=GET " + REQUEST;

    /// Answers what `%s` gives.
    private static final String PROGRAM = """
        import module gangway.spec;

        Iterable<byte[]> application(Environ environ, StartResponse start) throws Exception {
            %s
        }

        void main() { }
        """;

    @TempDir
    private Path directory;

    /// How a process ended.
    private record Ran(int exit, String out, String err) {
        String body() {
            return out.substring(out.indexOf("\r\n\r\n") + 4);
        }
    }

    /// Runs a program under CGI.
    ///
    /// @param variables in the shell's words: a variable of Java could not hold any bytes
    /// @param content   of the request
    private Ran cgi(String variables, String content, String... arguments) throws Exception {
        String shell = """
            exec env -i PATH="$PATH" GANGWAY_JAVA_HOME="$GANGWAY_JAVA_HOME" %s "$0" cgi "$@"
            """.formatted(variables);
        var command = new ArrayList<>(List.of("sh", "-c", shell, Gangway.ROOT.resolve("gangway").toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out"), err = directory.resolve("err"), in = directory.resolve("in");
        Files.writeString(in, content);
        var builder = new ProcessBuilder(command).directory(directory.toFile())
            .redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("GANGWAY_JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running");
        }
        return new Ran(process.exitValue(), Files.readString(out, ISO_8859_1), Files.readString(err, UTF_8));
    }

    /// The launcher says on standard error when it compiles; after this it has.
    @BeforeAll
    static void compile() throws Exception {
        try (Gangway gangway = Gangway.start(Gangway.ROOT, "--version")) {
            assertEquals(0, gangway.exit());
        }
    }

    private void write(String name, String answer) throws IOException {
        Files.writeString(directory.resolve(name), PROGRAM.formatted(answer));
    }

    @Test
    void theResponseHasAStatusLineOfCgi() throws Exception {
        write("Hello.java", "return start.text(\"200 OK\", \"hello\");");
        assertEquals(new Ran(0, """
            Status: 200 OK
            Content-Type: text/plain; charset=utf-8
            Content-Length: 5

            hello""".replace("\n", "\r\n"), ""), cgi(GET, "", "Hello.java"));
    }

    @Test
    void pathAndQueryArriveByteForByte() throws Exception {
        write("Bytes.java", """
            return start.text("200 OK", Stream.of("PATH_INFO", "QUERY_STRING", "HTTP_X").map(environ::get)
                .map(text -> HexFormat.of().formatHex(((String) text).getBytes(StandardCharsets.ISO_8859_1)))
                .toList() + environ.path());""");
        Ran ran = cgi(GET + """
             PATH_INFO="$(printf '/\\303\\251')" QUERY_STRING="$(printf 'a=\\377=')" HTTP_X="$(printf '\\200')" \
            """, "", "Bytes.java");
        assertEquals("[2fc3a9, 613dff3d, 80]/\u00C3\u00A9", ran.body(), ran::toString);
    }

    @Test
    void theContentOfAPostIsItsInput() throws Exception {
        write("Echo.java", "return start.bytes(\"200 OK\", environ.contentType().get(), environ.input().readAllBytes());");
        Ran ran = cgi("REQUEST_METHOD=POST CONTENT_LENGTH=5 CONTENT_TYPE=text/x " + REQUEST, "hello, and more", "Echo.java");
        assertTrue(ran.out().contains("Content-Type: text/x\r\n"), ran.out());
        assertEquals("hello", ran.body());
    }

    @Test
    void whatAProgramPrintsIsNoPartOfTheResponse() throws Exception {
        Files.writeString(directory.resolve("Prints.java"), """
            import module gangway.spec;

            void main(String... args) {
                IO.println("in main " + List.of(args));
                Serve.run((environ, start) -> {
                    System.out.println("in call");
                    environ.errors().println("complaint");
                    return start.text("200 OK", "clean");
                });
                System.out.println("behind");
            }
            """);
        Ran ran = cgi(GET, "", "Prints.java", "--", "x");
        assertEquals("clean", ran.body());
        assertTrue(ran.out().startsWith("Status: 200 OK\r\n"), ran.out());
        assertEquals("in main [x]\nin call\ncomplaint\nbehind\n", ran.err());
    }

    @Test
    void anApplicationThatFailsEndsWith1AndA500() throws Exception {
        write("Fails.java", "throw new IllegalStateException(\"no database\");");
        Ran ran = cgi(GET, "", "Fails.java");
        assertEquals(1, ran.exit());
        assertEquals("""
            java.lang.IllegalStateException: no database
            \tat Fails.application(Fails.java:4)
            """, ran.err());
        assertTrue(ran.out().startsWith("Status: 500 Internal Server Error\r\n"), ran.out());
    }

    @Test
    void aProgramThatDoesNotCompileEndsWith3AndA500() throws Exception {
        write("Broken.java", "int x = ;");
        Ran ran = cgi(GET, "", "Broken.java");
        assertEquals(3, ran.exit());
        assertTrue(ran.err().startsWith("Broken.java:4:13: error: illegal start of expression"), ran.err());
        assertTrue(ran.out().startsWith("Status: 500 Internal Server Error\r\n"), ran.out());
        assertFalse(ran.out().contains("Broken"), ran.out());
    }

    @Test
    void anApplicationThatCannotBeOpenedEndsWith3() throws Exception {
        Files.writeString(directory.resolve("Closed.java"), """
            import module gangway.spec;

            Application application = new Application() {
                public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
                    return start.text("200 OK", "never");
                }

                public AutoCloseable open(Map<String, Object> state) throws Exception {
                    throw new IOException("no database");
                }
            };

            void main() { }
            """);
        Ran ran = cgi(GET, "", "Closed.java");
        assertEquals(3, ran.exit());
        assertTrue(ran.err().startsWith("java.io.IOException: no database\n"), ran.err());
        assertTrue(ran.out().startsWith("Status: 500 "), ran.out());
    }

    @Test
    void atATerminalItSaysWhatItNeeds() throws Exception {
        Ran ran = cgi("TERM=dumb", "", "demo");
        assertEquals(2, ran.exit());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains("Missing: REQUEST_METHOD, SERVER_NAME, SERVER_PORT, SERVER_PROTOCOL."), ran.err());
        assertTrue(ran.err().lines().allMatch(line -> line.length() <= 80), ran.err());
    }
}
