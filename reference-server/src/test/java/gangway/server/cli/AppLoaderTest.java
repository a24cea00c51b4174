package gangway.server.cli;

import module java.base;

import gangway.server.Deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// From a target to an application.
@Timeout(60)
class AppLoaderTest {

    private static final String ANSWER = "(Environ environ, StartResponse start) throws Exception"
        + " { return start.text(\"200 OK\", \"found\"); }\n";
    private static final String CALL = "public Iterable<byte[]> call" + ANSWER;

    @TempDir
    private Path directory;
    private final Recorder terminal = new Recorder();

    private AppLoader loader(Target target, String... args) {
        return new AppLoader(target, List.of(directory), List.of(args), terminal.console(), false);
    }

    private AppLoader source(String source, String... args) throws IOException {
        String imports = "import module java.base;\nimport module gangway.spec;\n";
        Path file = Files.writeString(directory.resolve("Web.java"), imports + source);
        return loader(new Target.Source(file), args);
    }

    private String failure(AppLoader loader) {
        var failure = assertThrows(Failure.class, loader::load);
        assertEquals(Exit.LOAD, failure.exit());
        return failure.getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Iterable<byte[]> application" + ANSWER + "void main() { }",
        "private static List<byte[]> application(Environ environ, StartResponse start) throws Exception {"
            + " start.start(\"200 OK\"); return List.of(\"found\".getBytes()); } void main() { }",
        "Application application = (_, start) -> start.text(\"200 OK\", \"found\"); void main() { }",
        "class Web { private static final Application application = (_, start) -> start.text(\"200 OK\", \"found\"); }",
        "class Any implements Application { " + CALL + "} void main() { throw new Error(\"main is not run\"); }",
        "record Any() implements Application { " + CALL + "} void main() { }",
        "enum Any implements Application { ONE; " + CALL + "} void main() { }",
        "public class Web implements Application { private Web() { } " + CALL + "}",
        "abstract class Not implements Application { } record Nor(int x) implements Application { " + CALL + "}\n"
            + "class Web { static class Inner implements Application { " + CALL + "} }",
        "void main() { Serve.run((_, start) -> start.text(\"200 OK\", \"found\")); }",
        "static void main(String[] args) { Serve.run((_, start) -> start.text(\"200 OK\", args[0]), args); }",
        "class Web extends Base { } class Base { protected void main(String... args) {"
            + " Serve.run((_, start) -> start.text(\"200 OK\", args[0])); } }"})
    void anApplicationIsFoundInEachOfItsForms(String source) throws Exception {
        assertEquals(new Answer("200 OK", "found"), Answer.of(source(source, "found").load()));
    }

    @Test
    void aMethodGoesBeforeAClassAndTheClassOfTheFilesNameBeforeTheOthers() throws Exception {
        String two = "record First() implements Application { " + CALL + "}\n"
            + "class Web implements Application { " + CALL.replace("found", "named") + " %s }";
        String method = "Iterable<byte[]> application" + ANSWER.replace("found", "method");
        assertEquals("named", Answer.of(source(two.formatted("")).load()).body());
        assertEquals("method", Answer.of(source(two.formatted(method)).load()).body());
    }

    @Test
    void whatTheApplicationThrowsIsNotWrapped() throws Exception {
        var application = source("""
            static class Mine extends Exception { }
            Iterable<byte[]> application(Environ e, StartResponse s) throws Exception { throw new Mine(); }
            void main() { }""").load();
        assertEquals("Mine", assertThrows(Exception.class, () -> Answer.of(application)).getClass().getSimpleName());
    }

    @Test
    void mainGoesOnWhenItsApplicationIsClosedSoThatItsResourcesAreClosed() throws Exception {
        Deployment deployment = source("""
            void main() {
                try (AutoCloseable _ = () -> System.setProperty("gangway.test.closed", "yes")) {
                    Serve.run((_, start) -> start.empty("204 No Content"));
                } catch (Exception e) { throw new Error(e); }
            }""").deploy();
        assertEquals("not yet", System.getProperty("gangway.test.closed", "not yet"));
        deployment.close();
        assertEquals("yes", System.clearProperty("gangway.test.closed"));
    }

    @Test
    void mainRunsInAThreadOfItsNameWithTheProgramsClassLoader() throws Exception {
        String said = Answer.of(source("""
            void main() {
                Thread thread = Thread.currentThread();
                boolean ours = thread.getContextClassLoader() == getClass().getClassLoader();
                String about = thread.getName() + thread.isDaemon() + ours;
                Serve.run((_, start) -> start.text("200 OK", about));
            }""").load()).body();
        assertEquals("main of Web.javatruetrue", said);
    }

    @Test
    void aProgramWithoutAnApplicationIsShownHowToWriteOne() throws Exception {
        String message = failure(source("void main() { }"));
        assertTrue(message.contains("its main ended without a call of Serve.run"), message);
        assertTrue(message.contains("Iterable<byte[]> application(") && message.contains("Serve.run("), message);
        assertTrue(failure(source("class Web { }")).contains("and no main"));
    }

    @Test
    void aMainThatThrowsIsAFailureToLoad() throws Exception {
        String message = failure(source("void main() { throw new IllegalStateException(\"no database\"); }"));
        assertTrue(message.startsWith("main of Web.java threw java.lang.IllegalStateException: no database"), message);
    }

    @Test
    void aConstructorOrInitialiserThatThrowsIsAFailureToLoad() throws Exception {
        assertTrue(failure(source("class Web implements Application { Web() { throw new Error(\"no\"); } " + CALL + "}"))
            .startsWith("loading Web.java threw java.lang.Error: no"));
        assertTrue(failure(source("class Web { static int x = 1 / 0; static Application application; }"))
            .startsWith("loading Web.java threw java.lang.ExceptionInInitializerError"));
    }

    @Test
    void aMemberOfAClassThatCannotBeMadeIsAFailureToLoad() throws Exception {
        String message = failure(source("class Web { Web(int x) { } Iterable<byte[]> application" + ANSWER + "}"));
        assertTrue(message.startsWith("Web cannot be made without arguments"), message);
    }

    @Test
    void aFieldThatHoldsNothingIsAFailureToLoad() throws Exception {
        String message = failure(source("class Web { static Application application; }"));
        assertTrue(message.contains("the field application in Web is null"), message);
    }

    @Test
    void anApplicationThatDoesNotOpenIsAFailureToLoad() throws Exception {
        var loader = source("record Web() implements Application { " + CALL
            + "public AutoCloseable open(Map<String, Object> state) { throw new IllegalStateException(\"no database\"); } }");
        var failure = assertThrows(Failure.class, loader::deploy);
        assertEquals(Exit.LOAD, failure.exit());
        String message = failure.getMessage();
        assertTrue(message.startsWith("opening Web.java threw java.lang.IllegalStateException"), message);
    }

    @Test
    void aClassOnTheClassPathHasTheSameForms() throws Throwable {
        compileToDirectory("acme.App", "package acme; import module gangway.spec; public class App { static int made;\n"
            + "static Iterable<byte[]> application" + ANSWER
            + "static Iterable<byte[]> other" + ANSWER.replace("found", "other")
            + "static Application field = App::other; static Application make() { return App::other; } }");
        assertEquals("found", Answer.of(loader(new Target.Named("acme.App", "")).load()).body());
        assertEquals("other", Answer.of(loader(new Target.Named("acme.App", "other")).load()).body());
        assertEquals("other", Answer.of(loader(new Target.Named("acme.App", "field")).load()).body());
        assertEquals("other", Answer.of(loader(new Target.Named("acme.App", "make()")).load()).body());
        assertTrue(failure(loader(new Target.Named("acme.App", "nothing"))).contains("static Application nothing() { … }"));
    }

    @Test
    void aJarIsServedByItsMainClass() throws Throwable {
        compileToDirectory("acme.App",
            "package acme; import module gangway.spec; class App { Iterable<byte[]> application" + ANSWER + "}");
        Path jar = directory.resolve("app.jar");
        var manifest = new Manifest(new ByteArrayInputStream("Manifest-Version: 1.0\nMain-Class: acme.App\n".getBytes()));
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry("acme/App.class"));
            Files.copy(directory.resolve("acme/App.class"), out);
        }
        Files.delete(directory.resolve("acme/App.class"));
        assertEquals("found", Answer.of(loader(new Target.Jar(jar)).load()).body());
    }

    @Test
    void aJarWithoutAMainClassSaysSo() throws Exception {
        Path jar = directory.resolve("lib.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("x"));
        }
        assertTrue(failure(loader(new Target.Jar(jar))).contains("names no Main-Class"));
        Files.writeString(jar, "no jar at all");
        assertTrue(failure(loader(new Target.Jar(jar))).contains("is no jar"));
    }

    @Test
    void aClassThatIsNotThereIsNamedWithWhereItWasLookedFor() {
        String message = failure(loader(new Target.Named("com.acme.Missing", "")));
        assertEquals("cannot load the class com.acme.Missing: it is not in " + directory, message);
    }

    @Test
    void demoIsServedFromTheModuleOfTheInterface() throws Exception {
        for (Target target : List.of(new Target.Demo(), new Target.Named("gangway.spec.DemoApplication", "")))
            assertTrue(Answer.of(loader(target).load()).body().startsWith("Hello world!"));
    }

    @Test
    void eachLoadIsAGenerationOfItsOwn() throws Exception {
        AppLoader loader = source("record Web() implements Application { " + CALL + "}");
        assertNotSame(loader.load().getClass(), loader.load().getClass());
    }

    private void compileToDirectory(String name, String source) throws Exception {
        Path file = Files.createDirectories(directory.resolve("src/acme")).resolve("App.java");
        Files.writeString(file, source);
        byte[] code = new SourceCompiler(List.of(), terminal.console(), false).compile(file).classes().get(name);
        Path target = directory.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(target.getParent());
        Files.write(target, code);
    }

    @Test
    void aDirectoryIsLoadedAsAnApplicationForItsFiles() throws Exception {
        Files.writeString(directory.resolve("a.txt"), "found");
        assertEquals(new Answer("200 OK", "found"), Answer.of(loader(Target.parse(directory.toString())).load(),
            "PATH_INFO", "/a.txt"));
    }
}
