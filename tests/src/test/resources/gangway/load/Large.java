// What the tests of gangway.load ask of an application: much, in small pieces and large ones.
import module gangway.spec;

final AtomicInteger open = new AtomicInteger();

Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
    return switch (environ.path()) {
        case "/count" -> start.text("200 OK", environ.input().transferTo(OutputStream.nullOutputStream()) + "\n");
        case "/growth" -> start.text("200 OK", growth(environ.input()) + "\n");
        case "/blocks" -> stream(start, new Blocks(3200, new byte[65_536]));
        case "/bytes" -> stream(start, new Blocks(10_000, new byte[1]));
        case "/file" -> stream(start, Body.of(Path.of(environ.query())));
        case "/open" -> start.text("200 OK", open + "\n");
        case "/heap" -> start.text("200 OK", heap() + "\n");
        default -> start.text("200 OK", "hello\n");
    };
}

Iterable<byte[]> stream(StartResponse start, Iterable<byte[]> body) throws IOException {
    start.start("200 OK", "Content-Type", "application/octet-stream");
    return body;
}

/// The same block again and again. It is open until it is closed.
final class Blocks implements Iterable<byte[]>, AutoCloseable {
    private final int count;
    private final byte[] block;

    Blocks(int count, byte[] block) {
        this.count = count;
        this.block = block;
        open.incrementAndGet();
    }

    @Override
    public Iterator<byte[]> iterator() {
        return Stream.generate(() -> block).limit(count).iterator();
    }

    @Override
    public void close() {
        open.decrementAndGet();
    }
}

/// @return by how many bytes the heap grows while 10 000 bytes are read one by one
long growth(InputStream in) throws IOException {
    long before = 0;
    for (int i = 0; in.read() >= 0; i++) if (i == 1000) before = heap();
    return heap() - before;
}

long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
}

void main(String... args) {
    Serve.run(this::application, args);
}
