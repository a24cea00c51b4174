package gangway.packaging;

import module java.base;

import gangway.cli.Gangway;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// How a program with coroutines is started: with which options, and what happens without them.
@Timeout(120)
class FlagsTest {

    private static final String EXPORTS = "--add-exports java.base/jdk.internal.vm=";
    private static final String OPENS = "--add-opens java.base/java.lang=";
    private static final String HELLO = "hello from VIRTUAL\n", EXAMPLE = "coroutine/examples/Alternating.java";

    /// What no option is needed for; `virtual thread` prints another line from inside.
    private static final Set<String> NEED_NONE = Set.of("virtual thread: open", "generator in one go: open",
        "current greenlet: open");

    @TempDir
    private static Path directory;
    private static Jars jars;

    /// Where the library and the program that uses it are, on the command line.
    enum On {
        CLASS_PATH("ALL-UNNAMED", "code on the class path") {
            @Override
            List<String> start(Path program) {
                return List.of("-cp", jars.coroutine() + java.io.File.pathSeparator + program);
            }
        },
        MODULE_PATH("gangway.coroutine", "gangway.coroutine") {
            @Override
            List<String> start(Path program) {
                return List.of("-p", jars.coroutine().toString(), "--add-modules", "gangway.coroutine",
                    "-cp", program.toString());
            }
        };

        final String module;
        final String described;

        On(String module, String described) {
            this.module = module;
            this.described = described;
        }

        abstract List<String> start(Path program);

        Jars.End run(String program, String... flags) throws Exception {
            var line = new ArrayList<>(start(jars.compiled(program)));
            line.addAll(0, List.of(flags));
            line.add(program);
            return jars.java(line);
        }

        String[] flags() {
            return (EXPORTS + module + " " + OPENS + module).split(" ");
        }

        /// What is printed, and nothing else.
        String message(String missing) {
            return """
                Exception in thread "main" gangway.coroutine.jdk.MissingFlags: this JVM does not let %s use the JDK's continuations
                  to fix: start java with %s
                  (java -jar with Gangway's jars and ./gangway do that by themselves; -cp and -p do not, and the manifest of a jar
                  of your own has to say Add-Exports: java.base/jdk.internal.vm and Add-Opens: java.base/java.lang)
                """.formatted(described, missing);
        }
    }

    @BeforeAll
    static void pack() throws Exception {
        jars = Jars.in(directory);
    }

    @Tag("coroutine-86")
    @Test
    void theServersJarRunsAProgramWithoutOptionsAndPrintsNothingElse() throws Exception {
        var expected = new Jars.End(0, "a0\nb0\nc0\na1\nb1\nc1\na2\nb2\nc2\na3\nb3\nc3\na4\nb4\nc4\n", "");
        assertEquals(expected, jars.java(List.of("-jar", jars.server().toString(), "run", EXAMPLE)));
    }

    @Tag("coroutine-86")
    @Test
    void theLauncherRunsAProgramWithoutOptionsAndPrintsNothingElse() throws Exception {
        try (var compiled = Gangway.start(Gangway.ROOT, "--version")) {
            compiled.exit();                                   // the first start says that it compiles
        }
        try (var gangway = Gangway.start(Gangway.ROOT, "run", EXAMPLE)) {
            assertEquals(0, gangway.exit());
            assertEquals(15, gangway.printed().size());
            assertEquals("", gangway.complaint());
        }
    }

    @Tag("coroutine-86")
    @Test
    void anExecutableJarOfOnesOwnNeedsTheTwoLinesThatTheMessageNames() throws Exception {
        Path manifest = Files.writeString(directory.resolve("own.manifest"), """
            Main-Class: Hello
            Class-Path: lib/coroutine.jar
            Add-Exports: java.base/jdk.internal.vm
            Add-Opens: java.base/java.lang
            """);
        Path jar = directory.resolve("own.jar");
        java.util.spi.ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--file",
            jar.toString(), "--manifest", manifest.toString(), "-C", jars.compiled("Hello").toString(), ".");
        assertEquals(new Jars.End(0, HELLO, ""), jars.java(List.of("-jar", jar.toString())));
    }

    @Tag("coroutine-87")
    @ParameterizedTest
    @EnumSource
    void withoutOptionsOneMessageHasTheLineToAdd(On on) throws Exception {
        var expected = new Jars.End(1, "", on.message(EXPORTS + on.module + " " + OPENS + on.module));
        assertEquals(expected, on.run("Hello"));
    }

    @Tag("coroutine-87")
    @ParameterizedTest
    @EnumSource
    void theOtherKernelNeedsThemToo(On on) throws Exception {
        var expected = new Jars.End(1, "", on.message(EXPORTS + on.module + " " + OPENS + on.module));
        assertEquals(expected, on.run("Hello", "-Dgangway.coroutine.kernel=continuation"));
    }

    @Tag("coroutine-87")
    @ParameterizedTest
    @EnumSource
    void withTheLineItRuns(On on) throws Exception {
        assertEquals(new Jars.End(0, HELLO, ""), on.run("Hello", on.flags()));
    }

    @Tag("coroutine-87")
    @ParameterizedTest
    @EnumSource
    void withoutAddExportsTheMessageHasThat(On on) throws Exception {
        assertEquals(new Jars.End(1, "", on.message(EXPORTS + on.module)), on.run("Hello", (OPENS + on.module).split(" ")));
    }

    @Tag("coroutine-87")
    @ParameterizedTest
    @EnumSource
    void withoutAddOpensTheMessageHasThat(On on) throws Exception {
        assertEquals(new Jars.End(1, "", on.message(OPENS + on.module)), on.run("Hello", (EXPORTS + on.module).split(" ")));
    }

    @Test
    void optionsForTheClassPathDoNotHelpAModule() throws Exception {
        var missing = EXPORTS + "gangway.coroutine " + OPENS + "gangway.coroutine";
        assertEquals(On.MODULE_PATH.message(missing), On.MODULE_PATH.run("Hello", On.CLASS_PATH.flags()).err());
    }

    @Tag("coroutine-87")
    @ParameterizedTest
    @EnumSource
    void everyDoorSaysTheSameAndTheSecondTimeToo(On on) throws Exception {
        var answers = on.run("Doors").out().lines().filter(line -> !NEED_NONE.contains(line)).toList();
        assertEquals(List.of(), answers.stream().filter(line -> !line.endsWith(": MissingFlags")).toList());
        assertEquals(34, answers.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"virtual", "continuation"})
    void aSystemPropertyChoosesTheKernel(String kernel) throws Exception {
        var flags = Stream.concat(Stream.of(On.CLASS_PATH.flags()), Stream.of("-Dgangway.coroutine.kernel=" + kernel));
        var expected = new Jars.End(0, "hello from " + kernel.toUpperCase(Locale.ROOT) + "\n", "");
        assertEquals(expected, On.CLASS_PATH.run("Hello", flags.toArray(String[]::new)));
    }

    @Test
    void aKernelThatThereIsNotIsAnErrorThatNamesThoseThatThereAre() throws Exception {
        var flags = Stream.concat(Stream.of(On.CLASS_PATH.flags()), Stream.of("-Dgangway.coroutine.kernel=green"));
        assertEquals("Exception in thread \"main\" java.lang.IllegalStateException: the system property"
            + " gangway.coroutine.kernel is \"green\"; to fix: one of [virtual, continuation]",
            On.CLASS_PATH.run("Hello", flags.toArray(String[]::new)).err().lines().findFirst().orElse(""));
    }
}
