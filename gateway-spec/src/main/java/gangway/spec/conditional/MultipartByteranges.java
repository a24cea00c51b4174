package gangway.spec.conditional;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Several ranges in one content: `multipart/byteranges` (RFC 9110 §14.6).
///
/// @param boundary stands between parts, and in none of them
/// @param type     of the whole
/// @param size     of the whole, in bytes
record MultipartByteranges(String boundary, Optional<String> type, long size) {

    /// @return for the head, whose Content-Range would say nothing about parts (RFC 9110 §15.3.7.2)
    String contentType() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    /// @param ranges in the order in which they are sent
    /// @return the content
    List<Selection.Part> parts(List<ByteRange> ranges) {
        var parts = new ArrayList<Selection.Part>();
        String before = "";
        for (ByteRange range : ranges) {
            parts.add(text(before + "--" + boundary + "\r\n" + head(range)));
            parts.add(new Selection.Slice(range.first(), range.length()));
            before = "\r\n";                                   // belongs to the boundary behind it (RFC 2046 §5.1.1)
        }
        parts.add(text("\r\n--" + boundary + "--\r\n"));
        return parts;
    }

    private String head(ByteRange range) {
        return type.map(value -> "Content-Type: " + value + "\r\n").orElse("") + "Content-Range: " + range.of(size) + "\r\n\r\n";
    }

    private static Selection.Part text(String text) {
        return new Selection.Text(text.getBytes(ISO_8859_1));
    }
}
