package gangway.server.cli;

import module java.base;

import gangway.server.RootPath;
import gangway.server.Variable;
import gangway.server.Worker;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Command lines, read by the table of options.
class ArgumentsTest {

    private static Arguments parse(String... words) throws Failure {
        return Arguments.parse(List.of(words), ServeOptions.ALL);
    }

    @ParameterizedTest
    @CsvSource({"-p 80", "--port 80", "--port=80", "-p=80"})
    void anArgumentStandsBehindASpaceOrAnEqualsSign(String line) throws Failure {
        assertEquals(Optional.of(80), parse(line.split(" ")).get(ServeOptions.PORT));
    }

    @Test
    void optionsStandBeforeAndBehindTheTarget() throws Failure {
        Arguments arguments = parse("-q", "Hello.java", "-k", "thread");
        assertEquals(List.of("Hello.java"), arguments.operands());
        assertTrue(arguments.has(ServeOptions.QUIET));
        assertEquals(Optional.of(Worker.THREAD), arguments.get(ServeOptions.WORKER));
    }

    @Test
    void whatFollowsTwoDashesBelongsToTheProgram() throws Failure {
        Arguments arguments = parse("Hello.java", "--", "-q", "--", "x");
        assertEquals(List.of("-q", "--", "x"), arguments.rest());
        assertEquals(List.of("Hello.java"), arguments.operands());
    }

    @Test
    void oneDashIsAnOperandOrAnArgument() throws Failure {
        assertEquals(Optional.of("-"), parse("--access-log", "-").get(ServeOptions.ACCESS_LOG));
        assertEquals(List.of("-"), parse("-").operands());
    }

    @Test
    void aRepeatedOptionKeepsAllItsValuesInOrder() throws Failure {
        Arguments arguments = parse("-b", "a:1", "--bind=[::1]:2");
        assertEquals(List.of(new Listener("a", 1), new Listener("::1", 2)), arguments.all(ServeOptions.BIND));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--prot 80       | there is no option --prot (did you mean --port?)",
        "--zzzzzz        | there is no option --zzzzzz; gangway --help all",
        "-p              | -p needs an argument: write -p N",
        "-p abc          | -p needs a number from 0 to 65535",
        "-p 65536        | -p needs a number from 0 to 65535",
        "-p -1           | -p needs a number from 0 to 65535",
        "-k vitrual      | is one of virtual, thread (did you mean virtual?)",
        "-b 8000         | needs HOST:PORT",
        "-b ::1:8000     | needs HOST:PORT",
        "-b :8000        | needs HOST:PORT",
        "-b h:x          | needs a number from 0 to 65535",
        "--root-path app | --root-path needs a path such as /app",
        "--url-prefix /a/ | --url-prefix needs a path such as /app",
        "-e HTTP_X=1     | -e would hide what the request says",
        "--env SCRIPT_NAME=/a | write --root-path /a",
        "-e A            | -e needs NAME=VALUE",
        "--reload=yes    | --reload is a switch and takes no argument"})
    void aMistakeIsAnsweredWithWhatToWrite(String line, String message) {
        var failure = assertThrows(Failure.class, () -> parse(line.split(" ")));
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
        assertEquals(Exit.USAGE, failure.exit());
    }

    @ParameterizedTest
    @CsvSource({"--root-path /app", "--url-prefix /app", "--root-path=/app"})
    void aRootPathIsGivenUnderEitherName(String line) throws Failure {
        assertEquals(Optional.of(new RootPath("/app")), parse(line.split(" ")).get(ServeOptions.ROOT_PATH));
    }

    @Test
    void variablesForTheEnvironAddUp() throws Failure {
        assertEquals(List.of(new Variable("A", "1=2"), new Variable("B", "")),
            parse("-e", "A=1=2", "--env", "B=").all(ServeOptions.ENV));
    }

    @Test
    void aClassPathIsSplitAsEverywhere() throws Failure {
        assertEquals(List.of(List.of(Path.of("a.jar"), Path.of("classes"))),
            parse("-cp", "a.jar" + File.pathSeparator + "classes").all(ServeOptions.CLASS_PATH));
    }
}
