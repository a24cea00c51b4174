package gangway.style;

import module java.base;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Small pieces: a file has at most 400 lines and a method at most 40, in the main code of all modules.
class SizeTest {

    private static List<String> tooLong(String text) throws IOException {
        return Sizes.of(List.of(new InMemory.Source("A.java", text))).stream()
            .filter(Sizes.Size::isTooLong).map(Sizes.Size::toString).toList();
    }

    private static String method(String head, int lines) {
        return "class A {\n    /// Comments\n    /// are free.\n    " + head + " {\n" + "\n".repeat(lines - 2) + "    }\n}\n";
    }

    @Test
    void mainCodeConsistsOfSmallFilesAndMethods() throws IOException {
        var files = InMemory.COMPILER.getStandardFileManager(null, null, null);
        var sizes = Sizes.of(files.getJavaFileObjectsFromPaths(Checkout.mainSources()));
        var faults = sizes.stream().filter(Sizes.Size::isTooLong).map(size -> "\n" + size);
        assertEquals("", faults.collect(Collectors.joining()));
    }

    @Test
    void theModulesAreAllMeasured() {
        var measured = Checkout.mainSources().stream().map(file -> Checkout.ROOT.relativize(file).getName(0).toString());
        assertTrue(measured.toList().containsAll(
            List.of("gateway-spec", "reference-server", "mini-framework", "coroutine")));
    }

    @Test
    void aFileOf400LinesIsShortEnough() throws IOException {
        assertEquals(List.of(), tooLong("class A {}\n".repeat(400)));
    }

    @Test
    void aFileOf401LinesIsTooLong() throws IOException {
        assertEquals(List.of("/A.java:1: the file has 401 lines; the limit is 400"), tooLong("class A {}\n".repeat(401)));
    }

    @Test
    void aMethodOf40LinesIsShortEnough() throws IOException {
        assertEquals(List.of(), tooLong(method("void run()", 40)));
    }

    @Test
    void aMethodOf41LinesIsTooLong() throws IOException {
        assertEquals(List.of("/A.java:4: method run has 41 lines; the limit is 40"), tooLong(method("void run()", 41)));
    }

    @Test
    void aConstructorOf41LinesIsTooLong() throws IOException {
        assertEquals(List.of("/A.java:4: method <init> has 41 lines; the limit is 40"), tooLong(method("A()", 41)));
    }

    @Test
    void anInitializerOf41LinesIsTooLong() throws IOException {
        assertEquals(List.of("/A.java:4: an initializer of A has 41 lines; the limit is 40"), tooLong(method("static", 41)));
    }
}
