package gangway.spec.testing;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// The values and files of a form, to be sent as `multipart/form-data` (RFC 7578). Immutable.
///
/// ```java
/// client.post("/upload").multipart(Multipart.of().text("title", "Ada").file("image", path, "image/png")).send();
/// ```
///
/// @param parts in the order in which they are sent
public record Multipart(List<Part> parts) {

    /// One value or file.
    ///
    /// @param head   its fields, with the empty line behind them
    /// @param length of its content
    /// @param source of its content; opened twice, to look for the boundary and to send it
    public record Part(String head, long length, TestRequest.Content source) {
    }

    /// A form as it is sent.
    ///
    /// @param boundary between its parts, and in none of them
    /// @param parts    of it
    record Encoded(String boundary, List<Part> parts) {
        /// Behind the content of a part, and no part of it.
        private static final byte[] END = {'\r', '\n'};

        String contentType() {
            return "multipart/form-data; boundary=" + boundary;
        }

        long length() {
            long inParts = parts.stream().mapToLong(part -> opening(part).length + part.length() + END.length).sum();
            return inParts + closing().length;
        }

        /// @return reads the parts one by one, when they are asked for
        InputStream open() {
            Stream<InputStream> streams = parts.stream().flatMap(part ->
                Stream.of(new ByteArrayInputStream(opening(part)), opened(part), new ByteArrayInputStream(END)));
            Iterator<InputStream> all = Stream.concat(streams, Stream.of(new ByteArrayInputStream(closing()))).iterator();
            return new SequenceInputStream(new Enumeration<>() {
                @Override
                public boolean hasMoreElements() {
                    return all.hasNext();
                }

                @Override
                public InputStream nextElement() {
                    return all.next();
                }
            });
        }

        private byte[] opening(Part part) {
            return ("--" + boundary + "\r\n" + part.head()).getBytes(UTF_8);
        }

        private byte[] closing() {
            return ("--" + boundary + "--\r\n").getBytes(UTF_8);
        }
    }

    /// Copies the list.
    public Multipart {
        parts = List.copyOf(parts);
    }

    /// @return without parts
    public static Multipart of() {
        return new Multipart(List.of());
    }

    /// Adds a value.
    ///
    /// @param name  of it
    /// @param value sent as UTF-8
    /// @return the form with it
    public Multipart text(String name, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        return with(disposition(name) + "\r\n\r\n", bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /// Adds a file that is only in memory.
    ///
    /// @param name        of the form's field
    /// @param fileName    of the file
    /// @param contentType its media type
    /// @param content     its content
    /// @return the form with it
    public Multipart file(String name, String fileName, String contentType, byte[] content) {
        return with(head(name, fileName, contentType), content.length, () -> new ByteArrayInputStream(content));
    }

    /// Adds a file.
    ///
    /// @param name        of the form's field
    /// @param file        read when the request is sent
    /// @param contentType its media type
    /// @return the form with it
    /// @throws IOException when it is not there
    public Multipart file(String name, Path file, String contentType) throws IOException {
        String head = head(name, file.getFileName().toString(), contentType);
        return with(head, Files.size(file), () -> Files.newInputStream(file));
    }

    /// Chooses the boundary.
    ///
    /// @return to be sent
    /// @throws IOException when a file cannot be read
    Encoded encoded() throws IOException {
        int number = 0;
        while (isUsed("boundary-" + number)) number++;
        return new Encoded("boundary-" + number, parts);
    }

    private boolean isUsed(String boundary) throws IOException {
        for (Part part : parts)
            try (InputStream content = part.source().open()) {
                if (part.head().contains(boundary) || contains(content, boundary.getBytes(ISO_8859_1))) return true;
            }
        return false;
    }

    /// Whether a stream contains a boundary. None of its other bytes is as its first, so a match that breaks off can begin
    /// again at that byte and not before.
    private static boolean contains(InputStream content, byte[] wanted) throws IOException {
        var in = new BufferedInputStream(content);
        int matched = 0;
        for (int next = in.read(); next >= 0 && matched < wanted.length; next = in.read())
            matched = next == wanted[matched] ? matched + 1 : next == wanted[0] ? 1 : 0;
        return matched == wanted.length;
    }

    private Multipart with(String head, long length, TestRequest.Content source) {
        return new Multipart(Stream.concat(parts.stream(), Stream.of(new Part(head, length, source))).toList());
    }

    private static String head(String name, String fileName, String contentType) {
        return disposition(name) + "; filename=\"" + escaped(fileName) + "\"\r\nContent-Type: " + contentType + "\r\n\r\n";
    }

    private static String disposition(String name) {
        return "Content-Disposition: form-data; name=\"" + escaped(name) + "\"";
    }

    /// As browsers do it, and nobody else's escapes (the HTML standard, "Multipart form data").
    private static String escaped(String text) {
        return text.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static InputStream opened(Part part) {
        try {
            return part.source().open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
