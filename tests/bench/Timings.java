// gangway run tests/bench/Timings.java
//
// The acceptance tests that speak of time, measured over real sockets; the unit tests count writes instead. Prints a line
// for each worker and promise, and ends with 1 if one is not kept.
import module gangway.server;
import module gangway.spec;

static final byte[] REQUEST = "GET /small HTTP/1.1\r\nHost: x\r\n\r\n".getBytes();
static final byte[] STREAM = "GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes();

final AtomicLong yielded = new AtomicLong();
boolean kept = true;

Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
    if (environ.path().equals("/small")) return start.text("200 OK", "hello\n");
    start.start("200 OK");
    return () -> Stream.of("#", "-").peek(block -> {
        if (block.equals("#")) yielded.set(System.nanoTime());
        else LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }).map(String::getBytes).iterator();
}

void main() throws Exception {
    for (Worker worker : Worker.values()) {
        Deployment deployment = Deployment.open(this::application);
        Server server = Server.start(Settings.loopback().with(worker), () -> deployment);
        InetSocketAddress address = server.addresses().getFirst();
        try (var warm = new Socket(address.getAddress(), address.getPort())) {
            for (int i = 0; i < 200; i++) request(warm);
        }
        promise(worker, "10 requests on one connection", fastest(address, this::tenRequests), 20);
        promise(worker, "a block arrives, the next is a second away", fastest(address, this::firstBlock), 100);
        server.stop(Duration.ofSeconds(5));
    }
    if (!kept) System.exit(1);
}

interface Measurement {
    long nanos(Socket client) throws IOException;
}

/// The fastest of three, each on a connection of its own: what is promised is the server's part, not that of its neighbours
/// on the machine. A stall such as Nagle's would be in all of them.
long fastest(InetSocketAddress address, Measurement measurement) throws IOException {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++)
        try (var client = new Socket(address.getAddress(), address.getPort())) {
            fastest = Math.min(fastest, measurement.nanos(client));
        }
    return fastest;
}

void request(Socket client) throws IOException {
    client.getOutputStream().write(REQUEST);
    awaitByte(client, '\n', 6);                                // four of the head, one behind it, one of the body
}

/// @return nanoseconds; Nagle's algorithm would make it 400 ms
long tenRequests(Socket client) throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) request(client);
    return System.nanoTime() - start;
}

/// @return nanoseconds from the application's hand to the client's
long firstBlock(Socket client) throws IOException {
    client.getOutputStream().write(STREAM);
    awaitByte(client, '#', 1);
    return System.nanoTime() - yielded.get();
}

void awaitByte(Socket client, char wanted, int times) throws IOException {
    for (int seen = 0; seen < times; ) {
        int next = client.getInputStream().read();
        if (next < 0) throw new EOFException("the server closed early");
        if (next == wanted) seen++;
    }
}

void promise(Worker worker, String what, long nanos, long limit) {
    double millis = nanos / 1e6;
    kept &= millis < limit;
    IO.println("%-8s %s: %.1f ms (promised: under %s)".formatted(worker, what, millis, limit));
}
