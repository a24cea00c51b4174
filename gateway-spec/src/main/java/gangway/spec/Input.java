package gangway.spec;

import module java.base;

/// The body of a request: PEP 3333's input stream, with the line methods of a Python file [3.1].
///
/// It always ends, at the end of this body and not of the connection, and then gives nothing more, however often it is
/// asked [3.2]. A client that leaves before the end is a [ClientDisconnected], never an early end. A line ends behind its `\n`
/// and keeps it. Closing it closes nothing: the stream belongs to the server. Not thread-safe.
public final class Input extends InputStream implements Iterable<byte[]> {

    private static final int BLOCK = 8192;

    private final InputStream source;
    private final Runnable closed;
    private byte[] buffer = {};                                // made when it is needed: most requests have no body
    private int start, end;

    private Input(InputStream source, Runnable closed) {
        this.source = Objects.requireNonNull(source, "source");
        this.closed = Objects.requireNonNull(closed, "closed");
    }

    /// @param source ends where the body ends
    /// @return the body that it holds
    public static Input of(InputStream source) {
        return new Input(source, () -> {});
    }

    /// A body whose server hears when it is closed. The application ought not to do that [3.5], but Rack allows it, and a
    /// server may take it for "the rest is not wanted". What is left can be read all the same.
    ///
    /// @param source ends where the body ends
    /// @param closed run each time that the application closes the stream
    /// @return the body that it holds
    public static Input of(InputStream source, Runnable closed) {
        return new Input(source, closed);
    }

    /// @param body the whole body
    /// @return a stream of it
    public static Input of(byte[] body) {
        return of(new ByteArrayInputStream(body));
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[start++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) return 0;
        if (start == end && length >= BLOCK) return source.read(into, offset, length);
        if (!fill()) return -1;
        int count = Math.min(length, end - start);
        System.arraycopy(buffer, start, into, offset, count);
        start += count;
        return count;
    }

    /// As the server has it: without a buffer of its own, which each of many slow uploads would hold.
    @Override
    public long transferTo(OutputStream out) throws IOException {
        int first = end - start;
        out.write(buffer, start, first);
        start = end;
        return first + source.transferTo(out);
    }

    /// Python's `read(size)`.
    ///
    /// @param size the most bytes to return, or -1 for all that are left
    /// @return fewer than `size` bytes only at the end; empty behind it
    /// @throws IOException see [ClientDisconnected] and [BadRequest]
    public byte[] readBytes(int size) throws IOException {
        if (size < -1) throw new IllegalArgumentException("size " + size + ": use -1 for all that is left");
        return size == -1 ? readAllBytes() : readNBytes(size);
    }

    /// Python's `readline()`.
    ///
    /// @return the next line with its `\n`, which the last may lack; empty at the end
    /// @throws IOException see [ClientDisconnected] and [BadRequest]
    public byte[] readLine() throws IOException {
        return readLine(-1);
    }

    /// Python's `readline(size)`.
    ///
    /// @param max the most bytes to return, or -1 for no bound
    /// @return the next line, or its first `max` bytes
    /// @throws IOException see [ClientDisconnected] and [BadRequest]
    public byte[] readLine(int max) throws IOException {
        var line = new ByteArrayOutputStream();
        boolean complete = false;
        while (!complete && line.size() != max && fill()) {
            int room = max < 0 ? end - start : Math.min(end - start, max - line.size());
            int count = 0;
            while (!complete && count < room) complete = buffer[start + count++] == '\n';
            line.write(buffer, start, count);
            start += count;
        }
        return line.toByteArray();
    }

    /// Python's `readlines(hint)`.
    ///
    /// @param hint stop after the line that reaches so many bytes in all; 0 or less for all lines
    /// @return the lines
    /// @throws IOException see [ClientDisconnected] and [BadRequest]
    public List<byte[]> readLines(int hint) throws IOException {
        var lines = new ArrayList<byte[]>();
        long total = 0;
        for (byte[] line = readLine(); line.length > 0; line = readLine()) {
            lines.add(line);
            total += line.length;
            if (hint > 0 && total >= hint) break;
        }
        return lines;
    }

    /// The lines that are left, one by one. What [#readLine()] throws comes wrapped in an [UncheckedIOException].
    @Override
    public Iterator<byte[]> iterator() {
        return Stream.generate(this::lineUnchecked).takeWhile(line -> line.length > 0).iterator();
    }

    /// Closes nothing, but tells the server: an application must not close the input (PEP 3333, "Input and Error Streams").
    @Override
    public void close() {
        closed.run();
    }

    private byte[] lineUnchecked() {
        try {
            return readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return whether the buffer holds a byte, after one read of the source where it held none
    private boolean fill() throws IOException {
        if (start == end) {
            if (buffer.length == 0) buffer = new byte[BLOCK];
            start = 0;
            end = Math.max(0, source.read(buffer, 0, buffer.length));
        }
        return start < end;
    }
}
