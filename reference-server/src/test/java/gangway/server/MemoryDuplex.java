package gangway.server;

import module java.base;

import gangway.spec.Peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// A client that has sent all it will send, and a record of each write to it.
class MemoryDuplex implements Duplex {

    private final InputStream in;
    private final List<String> writes = new ArrayList<>();

    MemoryDuplex(String sent) {
        in = new ByteArrayInputStream(sent.getBytes(ISO_8859_1));
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return in.read(into, offset, length);
    }

    @Override
    public int poll(byte[] into, int offset, int length) throws IOException {
        return in.read(into, offset, length);
    }

    @Override
    public void write(List<ByteBuffer> buffers) throws IOException {
        writes.add(buffers.stream().map(buffer -> ISO_8859_1.decode(buffer).toString()).collect(Collectors.joining()));
    }

    @Override
    public long transfer(FileChannel from, long position, long count) throws IOException {
        var piece = ByteBuffer.allocate((int) Math.min(count, 1000));
        int size = Math.max(0, from.read(piece, position));
        if (size > 0) write(List.of(piece.flip()));
        return size;
    }

    @Override
    public void patience(Duration duration) {
    }

    @Override
    public void endOutput() {
    }

    @Override
    public void reset() {
        writes.add("reset");
    }

    @Override
    public Peer peer() {
        return new Peer("192.0.2.1", 4711);
    }

    @Override
    public Peer local() {
        return new Peer("192.0.2.2", 80);
    }

    @Override
    public void close() {
    }

    /// Each call of [#write], which is one call of the operating system.
    List<String> writes() {
        return writes;
    }

    String written() {
        return String.join("", writes);
    }
}
