package gangway.server.cli;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Commands: which one a command line means, and what the help says.
@Timeout(60)
class MainTest {

    private final Recorder terminal = new Recorder();

    private Optional<Exit> run(String line) throws Throwable {
        return Main.run(line.isEmpty() ? List.of() : List.of(line.split(" ")), terminal.console());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-h", "--help", "serve --help", "serve Hello.java -h", "cgi --help", "run --help"})
    void aPageOfHelpFitsAScreenOf24LinesAnd80Columns(String line) throws Throwable {
        assertEquals(Optional.of(Exit.CLEAN), run(line));
        List<String> page = terminal.said().lines().toList();
        assertTrue(page.size() <= 24, () -> page.size() + " lines");
        assertAll(page.stream().map(row -> () -> assertTrue(row.length() <= 80, row)));
    }

    @Test
    void theHelpForAllShowsEveryOptionWithin80Columns() throws Throwable {
        assertEquals(Optional.of(Exit.CLEAN), run("--help all"));
        String page = terminal.said();
        assertAll(ServeOptions.ALL.stream().map(option -> () -> assertTrue(page.contains(option.usage()), option.usage())));
        assertAll(page.lines().map(row -> () -> assertTrue(row.length() <= 80, row)));
    }

    @Test
    void theHelpKeepsEachOptionApartFromItsExplanation() {
        assertAll(ServeOptions.ALL.stream().map(option -> () -> assertTrue(option.usage().length() < 27, option.usage())));
    }

    @Test
    void theVersionIsThatOfTheRelease() throws Throwable {
        run("--version");
        assertTrue(terminal.said().startsWith("gangway " + Usage.VERSION + ", Java "), terminal.said());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sevre demo     | there is no command sevre (did you mean serve?)",
        "Hello.java     | write gangway serve Hello.java",
        "serve          | serve what?",
        "serve demo x   | unexpected argument x behind demo",
        "serve demo --static /static    | --static needs a path below / and a directory that is there, such as /static=public",
        "serve demo --static /a=nowhere | --static needs a path below / and a directory that is there",
        "serve demo --static a=.        | --static needs a path below / and a directory that is there",
        "serve demo --static /=.        | for all paths, serve the directory itself",
        "cgi            | cgi what? Name a Java source file, a class, a jar, a directory, or demo: gangway cgi Hello.java",
        "cgi demo -p 0  | there is no option -p",
        "run            | run needs a Java source file",
        "run -p 0       | run needs a Java source file",
        "run demo       | run compiles and runs a file that ends with .java"})
    void aCommandThatMakesNoSenseIsAnsweredWithWhatToWrite(String line, String message) throws Throwable {
        assertEquals(Optional.of(Exit.USAGE), run(line));
        String complaint = terminal.complained();
        assertTrue(complaint.startsWith("gangway: ") && complaint.contains(message), complaint);
    }

    @Test
    void anUnknownHostCannotBeBound() throws Throwable {
        assertEquals(Optional.of(Exit.BIND), run("serve demo --host nobody.invalid"));
        assertTrue(terminal.complained().contains("no address is known for the host nobody.invalid"), terminal.complained());
    }

    @Test
    void aPortInUseIsExplainedWithItsOwnerAndAWayOut() throws Throwable {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(Optional.of(Exit.BIND), run("serve demo -b 127.0.0.1:" + taken.getLocalPort()));
            String complaint = terminal.complained();
            assertTrue(complaint.contains("127.0.0.1:" + taken.getLocalPort() + " is in use"), complaint);
            assertTrue(complaint.contains("-p 0"), complaint);
            if (Files.exists(Path.of("/proc/net/tcp")))
                assertTrue(complaint.contains("by pid " + ProcessHandle.current().pid()), complaint);
        }
    }
}
