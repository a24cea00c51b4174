package gangway.contract;

import module java.base;

import gangway.spec.BadRequest;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.StartResponse;
import gangway.spec.Status;
import gangway.spec.Trailers;
import gangway.spec.Write;

/// A call of an application that does whatever can be done wrong, as its dice fall, and now and then something right. The
/// same seed does the same. It remembers what it gave, so that a test can tell whether the client got that.
final class WrongCall {

    /// Says in a response whose it is.
    static final String OWN = "X-Own";

    private final Random dice;
    private final long seed;
    private final Path file;
    private final ByteArrayOutputStream given = new ByteArrayOutputStream();
    private final List<BooleanSupplier> closed = new CopyOnWriteArrayList<>();
    private final List<String> story = new CopyOnWriteArrayList<>();
    private Optional<Write> write = Optional.empty();
    private volatile boolean excused, failed;

    /// @param seed of the dice
    /// @param file of some bytes
    WrongCall(long seed, Path file) {
        dice = new Random(seed);
        this.seed = seed;
        this.file = file;
    }

    /// What it gave for content, in order; to be asked when the server has ended.
    byte[] given() {
        return given.toByteArray();
    }

    /// Whether each body that it returned was closed exactly once.
    boolean isClosedOnce() {
        return closed.stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    /// Whether there need not be any response if it failed: it behaved as if there were no client any more, or a head that
    /// is all of a response was still waiting.
    boolean isExcused() {
        return excused;
    }

    /// Whether it failed, perhaps behind the last byte of its content: then the connection ends, whatever the head promised.
    boolean hasFailed() {
        return failed;
    }

    /// What it did.
    @Override
    public String toString() {
        return story.toString();
    }

    // Dice.

    private int told(String what, int number) {
        story.add(what + " " + number);
        return number;
    }

    private boolean rolls(int percent) {
        return dice.nextInt(100) < percent;
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[dice.nextInt(of.length)];
    }

    // The call.

    Iterable<byte[]> answer(Environ environ, StartResponse start) throws Exception {
        if (environ.method().equals("HEAD")) excused = true;
        if (rolls(80)) start(start);
        for (int steps = dice.nextInt(4); steps > 0; steps--) {
            boolean forgives = rolls(50);
            try {
                step(environ, start);
            } catch (Exception | Error failure) {
                failed |= !forgives;
                if (!forgives) throw failure;
            }
        }
        return unlessRefused(() -> watched(rolls(60) ? body(start) : wrongBody(start)));
    }

    private void step(Environ environ, StartResponse start) throws Exception {
        switch (told("step", dice.nextInt(10))) {
            case 0 -> start(start);
            case 1 -> again(start);
            case 2, 3 -> write(block());
            case 4 -> write(null);
            case 5 -> environ.input().readNBytes(dice.nextInt(2000));
            case 6 -> Environ.EARLY_HINTS.in(environ).orElseThrow().send(one("Link", "Content-Length", "a b"), "1");
            case 7 -> trailer(Environ.TRAILERS.in(environ).orElseThrow());
            case 8 -> interrupt();
            default -> fail();
        }
    }

    private void interrupt() {
        failed = true;                                         // files that are read now are closed by that
        Thread.currentThread().interrupt();
    }

    private void trailer(Trailers trailers) {
        String value = one("1", "a\r\nb", null);
        if (!"1".equals(value)) excused = failed = true;       // behind an empty body that fails while the head still waits
        trailers.add(one("X-Late", "Host"), () -> value);
    }

    private void fail() throws Exception {
        failed = true;
        switch (told("fail", dice.nextInt(6))) {
            case 0 -> throw new IllegalStateException("wrong");
            case 1 -> throw new StackOverflowError("wrong");
            case 2 -> throw new IOException("wrong");
            case 3 -> throw new BadRequest(new Status(one(400, 404, 422), "Wrong"), one("wrong", "a\r\nb: c", ""));
            case 4 -> throw new UncheckedIOException(new IOException("wrong"));
            default -> {
                excused = true;
                throw new ClientDisconnected("wrong, it is still there");
            }
        }
    }

    /// What the server does not let it do.
    private interface Asking<T> {
        T ask() throws IOException;
    }

    private <T> T unlessRefused(Asking<T> asking) throws IOException {
        try {
            return asking.ask();
        } catch (Throwable refused) {
            failed = true;
            throw refused;
        }
    }

    // The head.

    private void start(StartResponse start) throws IOException {
        write = Optional.of(unlessRefused(() ->
            rolls(60) ? start.start("200 OK", right()) : start.start(status(), fields())));
    }

    private void again(StartResponse start) throws IOException {
        unlessRefused(() ->
            start.start(status(), fields(), one(new IllegalStateException("again"), new Error("again"), null)));
    }

    private String status() {
        String status = one("200 OK", "%s X".formatted(100 + dice.nextInt(900)),
            one("204 X", "205 X", "304 X", "101 X", "426 X"),
            one("", "200", "20X OK", "200 O\r\nK", "99 X", "200 \u20ac", null));
        if (status != null && status.matches("(204|205|304) X")) excused = true;
        story.add("status " + status);
        return status;
    }

    private List<Header> right() {
        var own = new Header(OWN, Long.toString(seed));
        return rolls(70) ? List.of(own) : List.of(own, new Header("Content-Length", Integer.toString(dice.nextInt(60))));
    }

    private List<Header> fields() {
        if (rolls(50)) return right();
        String name = one("Content-Length", "content-length", "Transfer-Encoding", "Connection", "Upgrade", "Date",
            "Trailer", "a b", "", "X\r\nY");
        String value = one("0", "5", "-5", "5, 5", "chunked", "close", "a\r\nb: c", "\u0100", "99999999999999999999", "");
        var fields = new ArrayList<>(right());
        fields.add(rolls(10) ? null : new Header(name, value));
        if (rolls(30)) fields.addAll(fields);
        return rolls(5) ? null : fields;
    }

    // The body.

    private byte[] block() {
        byte[] block = new byte[one(0, 1, 5, 20, 9000)];
        Arrays.fill(block, (byte) ('a' + dice.nextInt(26)));
        return block;
    }

    private byte[] gives(byte[] block) {
        if (block != null) given.writeBytes(block);
        return block;
    }

    /// One that was refused is not given.
    private void write(byte[] block) throws IOException {
        write(write.orElseThrow(), block);
    }

    private void write(Write to, byte[] block) throws IOException {
        unlessRefused(() -> {
            to.write(block);
            return gives(block);
        });
    }

    private List<byte[]> blocks() {
        return Stream.generate(this::block).limit(dice.nextInt(4)).toList();
    }

    /// Gives blocks one by one, and then does what is told.
    private Iterator<byte[]> iterator(List<byte[]> blocks, Callable<Boolean> behind) {
        Iterator<byte[]> left = blocks.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return left.hasNext() || called(behind);
            }

            @Override
            public byte[] next() {
                return gives(left.next());
            }
        };
    }

    private static boolean called(Callable<Boolean> behind) {
        try {
            return behind.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// A body as it should be.
    private Iterable<byte[]> body(StartResponse start) throws IOException {
        List<byte[]> blocks = blocks();
        return switch (told("body", dice.nextInt(7))) {
            case 0 -> () -> iterator(blocks, () -> false);
            case 1 -> List.of(gives(block()));
            case 2 -> new Body.Bytes(gives(block()));
            case 3 -> new Body.Buffers(blocks.stream().map(this::gives).map(ByteBuffer::wrap).toList());
            case 4 -> file(0);
            case 5 -> new Body.Push(out -> {
                for (byte[] block : blocks) write(out, block);
            });
            default -> () -> {
                called(() -> {
                    start(start);
                    return true;
                });
                return iterator(blocks, () -> false);
            };
        };
    }

    private Body file(int beyond) throws IOException {
        byte[] content = gives(Files.readAllBytes(file));
        var channel = FileChannel.open(file);
        closed.add(() -> !channel.isOpen());
        return new Body.File(channel, 0, content.length + beyond);
    }

    private Iterable<byte[]> wrongBody(StartResponse start) throws IOException {
        List<byte[]> blocks = blocks();
        int which = told("wrong body", dice.nextInt(11));
        failed |= which != 7;
        return switch (which) {
            case 0 -> null;
            case 1 -> () -> null;
            case 2 -> () -> iterator(Arrays.asList(block(), null, block()), () -> false);
            case 3 -> () -> iterator(blocks, () -> true);
            case 4 -> () -> iterator(blocks, () -> {
                fail();
                return false;
            });
            case 5 -> () -> iterator(blocks, () -> {
                write(block());
                return false;
            });
            case 6 -> () -> iterator(blocks, () -> {
                again(start);
                return false;
            });
            case 7 -> new Alone(blocks);
            case 8 -> file(1000);
            case 9 -> new Body.Push(out -> {
                for (byte[] block : blocks) write(out, block);
                if (rolls(50)) write(out, null);
                else fail();
            });
            default -> new Body.Upgrade(one("echo", "other"), (in, out) -> {
                out.write(in.readNBytes(dice.nextInt(9)));
                if (rolls(50)) fail();
            });
        };
    }

    /// Says that it has one block, however many there are.
    private final class Alone extends AbstractCollection<byte[]> {
        private final List<byte[]> blocks;

        Alone(List<byte[]> blocks) {
            this.blocks = blocks;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return WrongCall.this.iterator(blocks, () -> false);
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /// The same body, or one that has to be closed and counts.
    private Iterable<byte[]> watched(Iterable<byte[]> body) {
        if (body == null || body instanceof Body || rolls(30)) return body;
        var closes = new AtomicInteger();
        closed.add(() -> closes.get() == 1);
        boolean fails = rolls(20);
        final class Watched implements Iterable<byte[]>, AutoCloseable {
            @Override
            public Iterator<byte[]> iterator() {
                return body.iterator();
            }

            @Override
            public void close() throws IOException {
                closes.incrementAndGet();
                if (fails) throw new IOException("wrong");
            }
        }

        return new Watched();
    }
}
