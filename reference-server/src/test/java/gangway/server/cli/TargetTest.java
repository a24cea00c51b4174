package gangway.server.cli;

import module java.base;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What a target names.
class TargetTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void someFiles() throws IOException {
        for (String name : List.of("Hello.java", "Other.java", "app.jar", "notes.txt"))
            Files.createFile(directory.resolve(name));
    }

    private String failure(String name) {
        var failure = assertThrows(Failure.class, () -> Target.parse(directory.resolve(name).toString()));
        assertEquals(Exit.USAGE, failure.exit());
        return failure.getMessage();
    }

    @Test
    void aFileIsSourceOrJarByItsName() throws Failure {
        assertEquals(new Target.Source(directory.resolve("Hello.java")), Target.parse(directory + "/Hello.java"));
        assertEquals(new Target.Jar(directory.resolve("app.jar")), Target.parse(directory + "/app.jar"));
    }

    @Test
    void aClassMayHaveAMember() throws Failure {
        assertEquals(new Target.Named("com.acme.App", ""), Target.parse("com.acme.App"));
        assertEquals(new Target.Named("com.acme.App", "app"), Target.parse("com.acme.App:app"));
        assertEquals(new Target.Named("com.acme.App", "make()"), Target.parse("com.acme.App:make()"));
    }

    @Test
    void demoIsTheDemoApplication() throws Failure {
        assertEquals(new Target.Demo(), Target.parse("demo"));
    }

    @Test
    void aMisspeltFileIsAnsweredWithTheNearest() {
        assertTrue(failure("Helo.java").contains("did you mean " + directory.resolve("Hello.java") + "?"));
    }

    @Test
    void aMissingFileWithoutANearOneIsAnsweredWithWhatThereIs() {
        assertTrue(failure("SomethingElse.java").contains("such as " + directory.resolve("Hello.java")));
    }

    @Test
    void aDirectoryIsServedAsFilesWhateverIsInIt() throws Failure {
        Target target = Target.parse(directory.toString());
        assertEquals(new Target.Directory(directory, true), target);
        assertEquals("the files in " + directory, target.toString());
    }

    @Test
    void aMissingDirectoryIsNamed() {
        assertTrue(failure("no/Hello.java").contains("there is no directory " + directory.resolve("no")));
    }

    @Test
    void anotherKindOfFileCannotBeServed() {
        assertTrue(failure("notes.txt").contains("neither a Java source file nor a jar"));
    }
}
