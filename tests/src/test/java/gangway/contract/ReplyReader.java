package gangway.contract;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Headers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Reads responses from a connection (RFC 9112 §4 to §7), and forgives nothing: what is malformed is an [AssertionError].
final class ReplyReader {

    private static final Pattern STATUS_LINE = Pattern.compile("(HTTP/1\\.[01]) ([1-9][0-9]{2}) ([^\\p{Cntrl}]*)");

    private final InputStream in;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private Headers trailers = new Headers(List.of());

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /// The client's leaving, from [Host.Client#hears].
    static final class Left extends IOException {
        private static final long serialVersionUID = 1;
    }

    /// How the content ends.
    private sealed interface Framing {
        record Chunks() implements Framing { }

        record Length(long bytes) implements Framing { }

        record Close() implements Framing { }
    }

    /// Reads one response with those before it.
    ///
    /// @param method of the request
    /// @param client hears the content
    /// @return what came; [Reply#none] when the connection ended first
    Reply read(String method, Host.Client client) throws IOException {
        var interim = new ArrayList<Reply.Interim>();
        Matcher line;
        Headers headers;
        try {
            for (line = statusLine(), headers = fields(); isInterim(line); line = statusLine(), headers = fields())
                interim.add(new Reply.Interim(Integer.parseInt(line.group(2)), headers));
        } catch (EOFException | SocketException ended) {
            return Reply.none();
        }
        int code = Integer.parseInt(line.group(2));
        Framing framing = framing(method, code, headers);
        boolean complete = isWhole(framing, client);
        boolean kept = complete && !(framing instanceof Framing.Close) && !headers.tokens("Connection").contains("close")
            && (line.group(1).equals("HTTP/1.1") || headers.tokens("Connection").contains("keep-alive"));
        return new Reply(List.copyOf(interim), line.group(1), code, line.group(3), headers, content.toByteArray(), trailers,
            complete, kept, List.of());
    }

    private static boolean isInterim(Matcher line) {
        return line.group(2).startsWith("1") && !line.group(2).equals("101");
    }

    private Matcher statusLine() throws IOException {
        String line = line();
        Matcher matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) throw new AssertionError("no status line: " + line);
        return matcher;
    }

    private Headers fields() throws IOException {
        var fields = new ArrayList<Header>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || !line.startsWith(": ", colon)) throw new AssertionError("no field line: " + line);
            fields.add(new Header(line.substring(0, colon), line.substring(colon + 2)));
        }
        return new Headers(List.copyOf(fields));
    }

    private static Framing framing(String method, int code, Headers headers) {
        List<String> lengths = headers.all("Content-Length"), codings = headers.tokens("Transfer-Encoding");
        if (lengths.size() + codings.size() > 1) throw new AssertionError("framed twice: " + headers);
        if ((code == 204 || code < 200) && lengths.size() + codings.size() > 0)
            throw new AssertionError("framing in a " + code + " response: " + headers);
        if (method.equals("HEAD") || code == 204 || code == 304) return new Framing.Length(0);
        if (codings.equals(List.of("chunked"))) return new Framing.Chunks();
        if (!codings.isEmpty()) throw new AssertionError("coding of its own: " + codings);
        return lengths.isEmpty() ? new Framing.Close() : new Framing.Length(Long.parseUnsignedLong(lengths.getFirst()));
    }

    /// Reads the content.
    private boolean isWhole(Framing framing, Host.Client client) throws IOException {
        try {
            switch (framing) {
                case Framing.Chunks() -> takeChunks(client);
                case Framing.Length(long bytes) -> take(bytes, client);
                case Framing.Close() -> takeAll(client);
            }
            return true;
        } catch (EOFException | SocketException | Left broken) {
            return false;
        }
    }

    private void takeChunks(Host.Client client) throws IOException {
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            take(size, client);
            if (!line().isEmpty()) throw new AssertionError("a chunk longer than its size");
        }
        trailers = fields();
    }

    private long chunkSize() throws IOException {
        String line = line();
        if (!line.matches("[0-9a-fA-F]{1,8}")) throw new AssertionError("no chunk size: " + line);
        return Long.parseLong(line, 16);
    }

    private void take(long bytes, Host.Client client) throws IOException {
        for (long left = bytes; left > 0; ) {
            byte[] some = in.readNBytes((int) Math.min(left, Math.max(1, in.available())));
            if (some.length == 0) throw new EOFException();
            left -= some.length;
            hear(some, client);
        }
    }

    private void takeAll(Host.Client client) throws IOException {
        byte[] some = new byte[8192];
        for (int count = in.read(some); count >= 0; count = in.read(some)) hear(Arrays.copyOf(some, count), client);
    }

    private void hear(byte[] some, Host.Client client) throws Left {
        content.writeBytes(some);
        if (!client.hears(content.toByteArray())) throw new Left();
    }

    /// A line without its end, which is CR LF.
    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException();
            line.write(next);
        }
        String text = line.toString(ISO_8859_1);
        if (!text.endsWith("\r")) throw new AssertionError("a line without CR: " + text);
        return text.substring(0, text.length() - 1);
    }
}
