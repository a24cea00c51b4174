package gangway.server.cli;

import module java.base;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// The file of the flight recorder.
class RotatingFileTest {

    @TempDir
    private Path directory;

    @Test
    void textIsAppendedToWhatIsThere() throws IOException {
        Path file = Files.writeString(directory.resolve("log"), "before\n");
        new RotatingFile(file, 100).append("§\n");
        assertEquals("before\n§\n", Files.readString(file));
    }

    @Test
    void aFullFileTakesThePlaceOfTheOneBefore() throws IOException {
        Path file = directory.resolve("log");
        var rotating = new RotatingFile(file, 10);
        for (String text : List.of("01234", "56789", "abcdefgh", "xyz")) rotating.append(text);
        assertEquals("xyz", Files.readString(file));
        assertEquals("abcdefgh", Files.readString(directory.resolve("log.1")));
        assertEquals(2, directory.toFile().list().length);
    }

    @Test
    void aFileThatOthersRenamedIsBegunAnew() throws IOException {
        Path file = directory.resolve("log");
        var rotating = new RotatingFile(file, 100);
        rotating.append("a");
        Files.move(file, directory.resolve("elsewhere"));
        rotating.append("b");
        assertEquals("b", Files.readString(file));
    }

    @Test
    void onlyTheOwnerCanReadIt() throws IOException {
        Path file = directory.resolve("log");
        Assumptions.assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no owners here");
        new RotatingFile(file, 100).append("Authorization: Basic eDp5");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void whatCannotBeWrittenIsAnError() {
        assertThrows(IOException.class, () -> new RotatingFile(directory, 100).append("a"));
        assertThrows(IOException.class, () -> new RotatingFile(directory.resolve("missing", "log"), 100).append("a"));
    }
}
