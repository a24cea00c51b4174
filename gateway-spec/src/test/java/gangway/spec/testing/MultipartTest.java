package gangway.spec.testing;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Forms with files, as bytes.
class MultipartTest {

    @TempDir
    private Path directory;

    private static String sent(Multipart form) throws IOException {
        Multipart.Encoded encoded = form.encoded();
        try (InputStream in = encoded.open()) {
            byte[] bytes = in.readAllBytes();
            assertEquals(encoded.length(), bytes.length, "the length that is announced");
            return new String(bytes, UTF_8).replace("\r\n", "\n");
        }
    }

    @Test
    void valuesAndFilesAreParts() throws IOException {
        Path file = Files.writeString(directory.resolve("é \"1\".txt"), "from disk\r\n");
        Multipart form = Multipart.of().text("title", "Ünï").file("one", "a.bin", "image/png", new byte[] {1})
            .file("two", file, "text/plain");
        assertEquals("""
            --boundary-0
            Content-Disposition: form-data; name="title"

            Ünï
            --boundary-0
            Content-Disposition: form-data; name="one"; filename="a.bin"
            Content-Type: image/png

            \1
            --boundary-0
            Content-Disposition: form-data; name="two"; filename="é %221%22.txt"
            Content-Type: text/plain

            from disk

            --boundary-0--
            """, sent(form));
        assertEquals("multipart/form-data; boundary=boundary-0", form.encoded().contentType());
    }

    @Test
    void aFormOfNothingIsItsEnd() throws IOException {
        assertEquals("--boundary-0--\n", sent(Multipart.of()));
    }

    @ParameterizedTest
    @CsvSource({"x, 0", "boundary-0, 1", "boundary-1, 0", "bbboundary-0, 1", "boundboundary-0x, 1", "boundary-, 0",
        "boundary-0 boundary-1, 2"})
    void theBoundaryIsInNoContent(String content, int number) throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), content);
        assertEquals("boundary-" + number, Multipart.of().file("a", file, "text/plain").encoded().boundary());
        assertEquals("boundary-" + number, Multipart.of().text("a", content).encoded().boundary());
        assertEquals("boundary-" + number, Multipart.of().text(content, "").encoded().boundary());
    }

    @Test
    void aNameCannotBeginAnotherField() throws IOException {
        assertTrue(sent(Multipart.of().text("a\r\nX: \"", "")).contains("name=\"a%0D%0AX: %22\"\n\n"));
    }

    @Test
    void aFileThatIsNotThereIsToldAtOnce() {
        assertThrows(NoSuchFileException.class, () -> Multipart.of().file("a", directory.resolve("none"), "text/plain"));
    }

    @Test
    void aFileIsReadWhenItIsAskedForAndNotKept() throws IOException {
        Path file = directory.resolve("large");
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(1L << 31);                         // more than a byte array can hold
        }
        Multipart form = Multipart.of().file("a", file, "application/octet-stream");
        assertTrue(new Multipart.Encoded("x", form.parts()).length() > 1L << 31);
        try (InputStream in = new Multipart.Encoded("x", form.parts()).open()) {
            assertEquals("--x\r\nContent-Disposition", new String(in.readNBytes(24), UTF_8));
        }
    }
}
