package gangway.server.cli;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Compilation in memory.
class SourceCompilerTest {

    @TempDir
    private Path directory;
    private final Recorder terminal = new Recorder();

    private Path write(String name, String source) throws IOException {
        Files.createDirectories(directory.resolve(name).getParent());
        return Files.writeString(directory.resolve(name), source);
    }

    private SourceCompiler compiler(boolean verbose) throws Failure {
        return new SourceCompiler(List.of(), terminal.console(), verbose);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "package a.b; class C {}                    | a.b",
        "'// package no;\n/* package no; */ package a ; class C {}' | a",
        "class C { String s = \"package a;\"; }     | ''",
        "packages.X x; void main() {}               | ''",
        "/* never ends package a;                   | ''",
        "''                                         | ''"})
    void thePackageIsWhatTheFileDeclaresFirst(String source, String expected) {
        assertEquals(expected, SourceCompiler.packageOf(source));
    }

    @Test
    void siblingsAndPackagesAreCompiledWithTheFileThatUsesThem() throws Exception {
        Path main = write("a/Main.java", "package a; class Main { Sibling s; a.b.Other o; }");
        Path sibling = write("a/Sibling.java", "package a; class Sibling { }");
        Path other = write("a/b/Other.java", "package a.b; public class Other { }");
        Path unused = write("a/Unused.java", "package a; class Unused { syntax error }");
        SourceCompiler compiler = compiler(false);
        SourceCompiler.Compilation compilation = compiler.compile(main);
        assertEquals(Set.of("a.Main", "a.Sibling", "a.b.Other"), compilation.classes().keySet());
        assertEquals(List.of("a.Main"), compilation.main());
        assertEquals(directory, compilation.root());
        assertEquals(Set.of(main, sibling, other), compiler.sources());
        assertTrue(Files.exists(unused));
    }

    @Test
    void theFilesOwnClassesComeInTheOrderOfTheFile() throws Exception {
        Path file = write("C.java", "class B { } class A { } interface Z { } record C() { }");
        assertEquals(List.of("B", "A", "Z", "C"), compiler(false).compile(file).main());
    }

    @Test
    void eachErrorHasItsPlaceItsLineAndACaret() throws Exception {
        Path file = write("Bad.java", "void main() {\n\tint x = \"s\";\n\tfoo();\n}\n");
        var failure = assertThrows(Failure.class, () -> compiler(false).compile(file));
        assertEquals(List.of(file + ":2:10", file + ":3:2"), failure.problems().stream().map(Problem::where).toList());
        assertTrue(failure.report().contains("""
            :3:2: error: cannot find symbol
              \tfoo();
              \t^
            """), failure.report());
        assertTrue(failure.report().endsWith("2 errors"), failure.report());
        assertEquals(Exit.LOAD, failure.exit());
    }

    @Test
    void anErrorAtTheVeryEndHasAPlaceToo() throws Exception {
        Path file = write("End.java", "void main() {");
        var failure = assertThrows(Failure.class, () -> compiler(false).compile(file));
        assertEquals(file + ":1:14", failure.problems().getFirst().where());
    }

    @Test
    void aCompactFileWithoutMainIsToldWhatToAdd() throws Exception {
        Path file = write("NoMain.java", "int x;");
        var failure = assertThrows(Failure.class, () -> compiler(false).compile(file));
        assertTrue(failure.report().contains("add: void main(String... args) { Serve.run("), failure.report());
    }

    @Test
    void warningsAreShownOnlyToWhoeverWantsThem() throws Exception {
        Path file = write("Raw.java", "void main() { java.util.List l = null; }");
        compiler(false).compile(file);
        assertEquals("", terminal.complained());
        compiler(true).compile(file);
        assertTrue(terminal.complained().contains("raw"), terminal.complained());
    }

    @Test
    void aFileThatIsGoneIsAFailureToLoad() throws Exception {
        var failure = assertThrows(Failure.class, () -> compiler(false).compile(directory.resolve("Gone.java")));
        assertTrue(failure.getMessage().contains("Gone.java cannot be read"), failure.getMessage());
    }
}
