package gangway.cli;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The command line as a process: what it prints, answers and returns.
@Timeout(120)
class ServeCommandTest {

    private static final String PROGRAM = """
        import module gangway.spec;

        Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
            return start.text("200 OK", "%s");
        }

        void main() { }
        """;

    @TempDir
    private Path directory;

    private Gangway gangway(String... arguments) throws IOException {
        return Gangway.start(directory, arguments);
    }

    private void write(String name, String source) throws IOException {
        Files.writeString(directory.resolve(name), source);
    }

    /// Runs a command that ends by itself.
    ///
    /// @return what it complained of
    private String fails(int exit, String... arguments) throws Exception {
        try (Gangway gangway = gangway(arguments)) {
            assertEquals(exit, gangway.exit());
            return gangway.complaint();
        }
    }

    @Tag("facts-73")
    @Test
    void portZeroTakesAFreePortAndPrintsIt() throws Exception {
        write("Hello.java", PROGRAM.formatted("hello"));
        try (Gangway gangway = gangway("serve", "Hello.java", "-p", "0")) {
            String line = gangway.line();
            String url = line.split(" ")[3];
            assertTrue(url.matches("http://127\\.0\\.0\\.1:\\d+/"), line);
            assertTrue(line.startsWith("Serving Hello.java at " + url + " (worker "), line);
            assertTrue(line.matches(".*, pid \\d+; Ctrl-C stops\\)"), line);
            assertEquals("hello", gangway.get(url, "*/*").body());
        }
    }

    @Tag("facts-73")
    @Test
    void aPortInUseEndsWith4AndAHint() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String complaint = fails(4, "serve", "demo", "-p", Integer.toString(taken.getLocalPort()));
            assertTrue(complaint.contains("127.0.0.1:" + taken.getLocalPort() + " is in use"), complaint);
            assertTrue(complaint.contains("-p 0"), complaint);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalToStopEndsWith0(String signal) throws Exception {
        write("Hello.java", PROGRAM.formatted("hello"));
        try (Gangway gangway = gangway("serve", "Hello.java", "-p", "0")) {
            gangway.url();
            gangway.signal(signal);
            assertEquals(0, gangway.exit());
            assertEquals("", gangway.complaint());
        }
    }

    @Test
    void aProgramThatExitsByItselfKeepsItsCode() throws Exception {
        String exits = "Thread.ofPlatform().start(() -> System.exit(7)); return";
        write("Exits.java", PROGRAM.formatted("x").replace("return", exits));
        try (Gangway gangway = gangway("serve", "Exits.java", "-p", "0")) {
            gangway.get(gangway.url(), "*/*");
            assertEquals(7, gangway.exit());
        }
    }

    @Test
    void atAStopTheProgramsMainClosesWhatItOpened() throws Exception {
        write("Closes.java", """
            import module gangway.spec;
            void main(String... args) throws Exception {
                try (AutoCloseable _ = () -> Files.createFile(Path.of("closed"))) {
                    Serve.run((environ, start) -> start.text("200 OK", "x"), args);
                }
            }
            """);
        try (Gangway gangway = gangway("serve", "Closes.java", "-p", "0")) {
            gangway.url();
            gangway.signal("TERM");
            assertEquals(0, gangway.exit());
        }
        assertTrue(Files.exists(directory.resolve("closed")));
    }

    @Test
    void aFileThatIsNotThereEndsWith2AndTheNearestName() throws Exception {
        write("Hello.java", PROGRAM.formatted("x"));
        String complaint = fails(2, "serve", "Helo.java");
        assertEquals("gangway: there is no file Helo.java: did you mean Hello.java?", complaint.strip());
    }

    @Tag("facts-74")
    @Test
    void aSyntaxErrorEndsWith3AndShowsThePlace() throws Exception {
        write("Hello.java", PROGRAM.formatted("x") + "int x = ;\n");
        String complaint = fails(3, "serve", "Hello.java");
        assertEquals("""
            Hello.java:8:9: error: illegal start of expression
              int x = ;
                      ^
            1 error""", complaint.strip());
    }

    @ParameterizedTest
    @CsvSource({"serve demo --prot 8, --port", "sevre demo, serve", "serve demo -k virtul, virtual"})
    void aMisspeltWordEndsWith2AndTheNearest(String line, String nearest) throws Exception {
        String complaint = fails(2, line.split(" "));
        assertTrue(complaint.contains("did you mean " + nearest + "?"), complaint);
    }

    @Tag("facts-74")
    @Test
    void anEditIsServedAndABrokenOneShowsAPageWhileTheOldCodeAnswers() throws Exception {
        write("Hello.java", PROGRAM.formatted("one"));
        try (Gangway gangway = gangway("serve", "Hello.java", "-p", "0", "--reload", "--access-log", "access.log")) {
            String url = gangway.url();
            assertEquals("one", gangway.get(url, "text/html").body());
            write("Hello.java", PROGRAM.formatted("two!"));
            gangway.await(url, "*/*", "two!"::equals);
            gangway.line("Reloaded Hello.java in ");
            write("Hello.java", PROGRAM.formatted("three").replace(");\n}", ")\n}"));
            var page = gangway.await(url, "text/html", body -> body.startsWith("<!doctype html>"));
            assertEquals(500, page.statusCode());
            assertTrue(page.body().contains("Hello.java:4:") && page.body().contains("&#39;;&#39; expected"), page.body());
            assertEquals("two!", gangway.get(url, "*/*").body());
            write("Hello.java", PROGRAM.formatted("three"));
            assertEquals(200, gangway.await(url, "text/html", "three"::equals).statusCode());
        }
        assertTrue(Files.readString(directory.resolve("access.log")).contains("\"GET / HTTP/1.1\" 500 "));
    }

    @Tag("facts-47")
    @Test
    void theDemoPrintsItsEnvironSortedByKey() throws Exception {
        try (Gangway gangway = gangway("serve", "demo", "-p", "0")) {
            List<String> page = gangway.get(gangway.url() + "/a?b=c", "*/*").body().lines().toList();
            assertEquals(List.of("Hello world!", ""), page.subList(0, 2));
            List<String> environ = page.subList(2, page.size());
            assertEquals(environ.stream().sorted().toList(), environ);
            assertTrue(environ.containsAll(List.of("PATH_INFO = \"/a\"", "QUERY_STRING = \"b=c\"")), () -> environ.toString());
        }
    }

    @Tag("facts-32")
    @Test
    void aRootPathAndVariablesOfTheCommandLineReachTheApplication() throws Exception {
        try (Gangway gangway = gangway("serve", "demo", "-p", "0", "--url-prefix", "/app", "-e", "HI=ho", "--env=NO=")) {
            String page = gangway.get(gangway.url() + "/app/x", "*/*").body();
            List<String> expected = List.of("SCRIPT_NAME = \"/app\"", "PATH_INFO = \"/x\"", "HI = \"ho\"", "NO = \"\"");
            assertTrue(page.lines().toList().containsAll(expected), page);
            assertTrue(page.contains("gateway.disconnected = a value of BooleanSupplier\n"), page);
        }
        String complaint = fails(2, "serve", "demo", "--root-path", "app");
        assertTrue(complaint.contains("needs a path such as /app"), complaint);
    }

    @Test
    void runGivesTheProgramItsArgumentsAndReportsWhatItThrows() throws Exception {
        write("Prints.java", """
            void main(String... args) { IO.println(List.of(args)); throw new IllegalStateException("over"); }
            """);
        try (Gangway gangway = gangway("run", "Prints.java", "-p", "x y")) {
            assertEquals("[-p, x y]", gangway.line());
            assertEquals(1, gangway.exit());
            assertEquals("""
                Exception in thread "main" java.lang.IllegalStateException: over
                \tat Prints.main(Prints.java:1)""", gangway.complaint().strip());
        }
    }

    @Test
    void aProgramThatRunsServesByItself() throws Exception {
        write("Serves.java", """
            import module gangway.spec;
            void main(String... args) { Serve.run((environ, start) -> start.text("200 OK", "by itself"), args); }
            """);
        try (Gangway gangway = gangway("run", "Serves.java", "-p", "0")) {
            assertEquals("by itself", gangway.get(gangway.url(), "*/*").body());
            gangway.signal("TERM");
            assertEquals(0, gangway.exit());
        }
    }

    @Tag("facts-82")
    @Test
    void aDirectoryIsServedWithItsFiles() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("site/a")).resolve("grün.txt"), "grün");
        try (Gangway gangway = Gangway.start(directory, Map.of("LC_ALL", "C"), "serve", "site", "-p", "0")) {
            String line = gangway.line();
            Path site = directory.toRealPath().resolve("site");
            assertTrue(line.startsWith("Serving the files in " + site + " at http://"), line);
            String url = line.replaceFirst(".* at (http://[^/]*)/ .*", "$1");
            assertTrue(gangway.get(url, "*/*").body().contains("<a href=\"./a/\">a/</a>"));
            assertTrue(gangway.get(url + "/a/", "*/*").body().contains("<a href=\"./gr%C3%BCn.txt\">grün.txt</a>"));
            assertEquals("grün", gangway.get(url + "/a/gr%C3%BCn.txt", "*/*").body());
            assertEquals(404, gangway.get(url + "/..%2fsite/a", "*/*").statusCode());
        }
        try (Gangway gangway = gangway("serve", "site", "-p", "0", "--no-listing")) {
            String url = gangway.url();
            assertEquals(404, gangway.get(url, "*/*").statusCode());
            assertEquals("grün", gangway.get(url + "/a/gr%C3%BCn.txt", "*/*").body());
        }
    }

    @Test
    void theProbeIsServedWithItsFilesFromAnyDirectory() throws Exception {
        String script = Gangway.ROOT.resolve("tests/probe/serve").toString();
        try (Gangway gangway = Gangway.run(directory, script, "0", "--host", "127.0.0.1", "--gzip")) {
            String url = gangway.url();
            assertEquals("probe\n", gangway.get(url, "*/*").body());
            assertEquals("abcdefghijklmnopqrstuvwxyz", gangway.get(url + "/static/alphabet.txt", "*/*").body());
        }
    }

    @Test
    void pathsMayHaveSpaces() throws Exception {
        Path deep = Files.createDirectories(directory.resolve("ein Verzeichnis"));
        Files.writeString(deep.resolve("Hello.java"), PROGRAM.formatted("grün"));
        try (Gangway gangway = gangway("serve", "ein Verzeichnis/Hello.java", "-p", "0")) {
            assertEquals("grün", gangway.get(gangway.url(), "*/*").body());
        }
    }

    @Test
    void theVersionIsThatOfTheBuild() throws Exception {
        Matcher version = Pattern.compile("<version>(.*)</version>").matcher(Files.readString(Gangway.ROOT.resolve("pom.xml")));
        assertTrue(version.find());
        try (Gangway gangway = gangway("--version")) {
            String line = gangway.line();
            assertTrue(line.startsWith("gangway " + version.group(1) + ", Java "), line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "serve --help", "cgi --help", "run --help"})
    void theHelpFitsAScreen(String line) throws Exception {
        try (Gangway gangway = gangway(line.split(" "))) {
            assertEquals(0, gangway.exit());
            List<String> page = gangway.printed();
            assertTrue(page.size() <= 24, () -> page.size() + " lines");
            assertAll(page.stream().map(row -> () -> assertTrue(row.length() <= 80, row)));
        }
    }
}
