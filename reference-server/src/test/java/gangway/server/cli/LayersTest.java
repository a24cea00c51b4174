package gangway.server.cli;

import module java.base;

import gangway.spec.Application;
import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;
import gangway.spec.testing.Environs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What the options put around an application.
class LayersTest {

    private static final Application APPLICATION = (environ, start) -> {
        start.start("200 OK", "Content-Type", "text/plain");           // without a charset, of which Lint complains
        return List.of((environ.path() + " ".repeat(2000)).getBytes(UTF_8));
    };

    @TempDir
    private Path directory;
    private final Recorder terminal = new Recorder();

    @BeforeEach
    void someFiles() throws IOException {
        Files.createDirectory(directory.resolve("deep"));
        Files.writeString(directory.resolve("a.txt"), "a");
        Files.writeString(directory.resolve("deep/b.txt"), "b");
    }

    private Exchange ask(String options, String target, String... fields) throws Failure {
        String line = options.replace("DIR", directory.toString());
        Arguments arguments = Arguments.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")), ServeOptions.ALL);
        Application application = APPLICATION.with(Layers.around(arguments, terminal.console()));
        return InMemory.call(application, Environs.of("GET", target, fields));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--static /static=DIR | /static/a.txt | a",
        "--static /static/=DIR | /static/a.txt | a",
        "--static=/static=DIR | /static/deep/b.txt | b", "--static /x=DIR --static /x/y=DIR/deep | /x/y/b.txt | b",
        "--static /x/y=DIR/deep --static /x=DIR | /x/y/b.txt | b", "--static /x=DIR/deep --static /x=DIR | /x/a.txt | a",
        "--static /x=DIR | /static/a.txt | /static/a.txt"})
    void directoriesAreServedInFrontOfTheApplication(String options, String target, String text) throws Failure {
        assertEquals(text, ask(options, target).text().strip());
    }

    @Test
    void aListingCanBeLeftOut() throws Failure {
        assertEquals(200, ask("--static /x=DIR", "/x/").code());
        assertEquals(404, ask("--no-listing --static /x=DIR", "/x/").code());
    }

    @Test
    void gzipCompressesWhatIsInsideOfIt() throws Failure {
        for (String target : List.of("/", "/x/"))
            assertEquals(Optional.of("gzip"), ask("--gzip --static /x=DIR", target, "Accept-Encoding", "gzip").headers()
                .get("Content-Encoding"), target);
        assertEquals(Optional.empty(), ask("", "/", "Accept-Encoding", "gzip").headers().get("Content-Encoding"));
    }

    @Test
    void lintSeesTheApplicationAlone() throws Failure {
        ask("--gzip --lint --static /x=DIR", "/x/a.txt");
        assertEquals("", terminal.complained());
        ask("--gzip --lint --static /x=DIR", "/", "Accept-Encoding", "gzip");
        assertTrue(terminal.complained().startsWith("lint: GET /, start: Content-Type \"text/plain\" names no charset"),
            terminal.complained());
    }
}
