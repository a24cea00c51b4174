package gangway.contract;

import module java.base;

import gangway.spec.Headers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// A request of the suite.
///
/// @param method   a token
/// @param target   as on the wire
/// @param version  `HTTP/1.1`
/// @param lines    header fields, `Name: value`, without those that frame the content
/// @param content  its content
/// @param chunks   whether the content is sent in chunks of unknown number
/// @param trailers behind the chunks
/// @param sent     after so many bytes of the content the client leaves
/// @param behind   sent right behind the request, for another protocol
record Ask(String method, String target, String version, List<String> lines, byte[] content, boolean chunks,
           List<String> trailers, int sent, byte[] behind) {

    private static final int CHUNK = 7;

    /// A request without content.
    static Ask of(String method, String target, String... lines) {
        return new Ask(method, target, "HTTP/1.1", List.of(lines), new byte[0], false, List.of(),
            Integer.MAX_VALUE, new byte[0]);
    }

    static Ask get(String target, String... lines) {
        return of("GET", target, lines);
    }

    static Ask post(byte[] content, String... lines) {
        return new Ask("POST", "/", "HTTP/1.1", List.of(lines), content, false, List.of(), Integer.MAX_VALUE, new byte[0]);
    }

    static Ask post(String content, String... lines) {
        return post(content.getBytes(ISO_8859_1), lines);
    }

    /// In HTTP/1.0.
    Ask old() {
        return new Ask(method, target, "HTTP/1.0", lines, content, chunks, trailers, sent, behind);
    }

    Ask chunked(String... trailers) {
        return new Ask(method, target, version, lines, content, true, List.of(trailers), sent, behind);
    }

    /// Only the beginning of the content.
    Ask cutBehind(int bytes) {
        return new Ask(method, target, version, lines, content, chunks, trailers, bytes, behind);
    }

    /// With the first words in another protocol.
    Ask followedBy(String words) {
        return new Ask(method, target, version, lines, content, chunks, trailers, sent, words.getBytes(ISO_8859_1));
    }

    boolean isCut() {
        return sent < content.length;
    }

    /// What is sent of the content.
    byte[] sentContent() {
        return isCut() ? Arrays.copyOf(content, sent) : content;
    }

    /// All lines of the head.
    List<String> headLines() {
        var all = new ArrayList<>(lines);
        if (lines.stream().noneMatch(line -> line.regionMatches(true, 0, "Host:", 0, 5))) all.addFirst("Host: gangway.test");
        if (chunks) all.add("Transfer-Encoding: chunked");
        else if (method.equals("POST")) all.add("Content-Length: " + content.length);
        return all;
    }

    /// All fields of the head.
    Headers headers() {
        String[] parts = headLines().stream().flatMap(line -> Stream.of(line.split(":", 2))).map(String::strip)
            .toArray(String[]::new);
        return new Headers(Headers.of(parts).list());
    }

    /// As on the wire.
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((method + " " + target + " " + version + "\r\n" + String.join("\r\n", headLines()) + "\r\n\r\n")
            .getBytes(ISO_8859_1));
        if (chunks) writeChunks(bytes);
        else bytes.writeBytes(sentContent());
        bytes.writeBytes(behind);
        return bytes.toByteArray();
    }

    private void writeChunks(ByteArrayOutputStream bytes) {
        byte[] sending = sentContent();
        for (int i = 0; i < sending.length; i += CHUNK) {
            int size = Math.min(CHUNK, sending.length - i);
            bytes.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(ISO_8859_1));
            bytes.write(sending, i, size);
            bytes.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        String end = "0\r\n" + trailers.stream().map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n";
        if (!isCut()) bytes.writeBytes(end.getBytes(ISO_8859_1));
    }

    @Override
    public String toString() {
        return method + " " + target + " " + version + " " + lines;
    }
}
