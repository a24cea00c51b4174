// gangway run tests/bench/Fairness.java [HOGS]
//
// How much one client that sends and sends, without waiting for answers, slows down fifty that ask one thing at a time; or
// several such. Prints for each worker how long 99 of 100 polite requests take at most, alone and beside it, and ends with
// 1 if that is ten times as long.
import module gangway.server;
import module gangway.spec;

static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes();
static final int POLITE = 50, ROUNDS = 200, PAUSE_MILLIS = 5;
static final double PROMISED = 10;

Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
    return start.text("200 OK", "hello\n");
}

void main(String... args) throws Exception {
    int hogs = args.length == 0 ? 1 : Integer.parseInt(args[0]);
    boolean kept = true;
    for (Worker worker : Worker.values()) {
        Deployment deployment = Deployment.open(this::application);
        Server server = Server.start(Settings.loopback().with(worker), () -> deployment);
        InetSocketAddress address = server.addresses().getFirst();
        for (int i = 0; i < 2; i++) percentile(address);       // for the compiler
        long idle = percentile(address), beside;
        var open = new ArrayList<Socket>();
        for (int i = 0; i < hogs; i++) open.add(hog(address));
        beside = percentile(address);
        for (Socket hog : open) hog.close();
        server.stop(Duration.ofSeconds(5));
        double ratio = (double) beside / idle;
        kept &= ratio < PROMISED;
        IO.println("%-8s 99 of 100 polite requests: %.1f ms alone, %.1f ms beside %s hog(s): %.1f times (promised: under %.0f)"
            .formatted(worker, idle / 1e6, beside / 1e6, hogs, ratio, PROMISED));
    }
    if (!kept) System.exit(1);
}

/// @return nanoseconds that 99 of 100 polite requests take at most
long percentile(InetSocketAddress address) throws Exception {
    var all = new ArrayList<Long>();
    try (var clients = Executors.newFixedThreadPool(POLITE)) {
        Callable<List<Long>> polite = () -> ask(address);
        for (Future<List<Long>> times : clients.invokeAll(Collections.nCopies(POLITE, polite))) all.addAll(times.get());
    }
    Collections.sort(all);
    return all.get(all.size() * 99 / 100);
}

/// One polite client: it asks, reads the answer, and thinks.
List<Long> ask(InetSocketAddress address) throws IOException {
    var times = new ArrayList<Long>();
    try (var client = new Socket(address.getAddress(), address.getPort())) {
        client.setSoTimeout(20_000);                           // a client that gets no answer ends the measurement
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            client.getOutputStream().write(REQUEST);
            for (int lines = 0; lines < 6; )                   // four of the head, one behind it, one of the body
                if (client.getInputStream().read() == '\n') lines++;
            times.add(System.nanoTime() - start);
            LockSupport.parkNanos(Duration.ofMillis(PAUSE_MILLIS).toNanos());
        }
    }
    return times;
}

/// A client that sends without end, and takes what comes.
Socket hog(InetSocketAddress address) throws IOException {
    var hog = new Socket(address.getAddress(), address.getPort());
    Thread.ofPlatform().daemon().start(() -> flood(hog));
    Thread.ofPlatform().daemon().start(() -> drain(hog));
    return hog;
}

/// A thousand requests in each write.
void flood(Socket hog) {
    byte[] many = new byte[REQUEST.length * 1000];
    for (int i = 0; i < many.length; i++) many[i] = REQUEST[i % REQUEST.length];
    try {
        while (true) hog.getOutputStream().write(many);
    } catch (IOException end) {
        // the measurement is over
    }
}

void drain(Socket hog) {
    try {
        hog.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException end) {
        // the measurement is over
    }
}
