package gangway.server;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// The loop that takes connections, without a listener.
class AcceptorTest {

    private final List<String> events = new ArrayList<>();
    private boolean speechless;
    private final Log log = new Log() {
        @Override
        public void trouble(String message, Throwable error) {
            if (speechless) throw new OutOfMemoryError("Java heap space");
            events.add(message + ": " + error.getMessage());
        }

        @Override
        public void note(String message) {
            events.add(message);
        }
    };

    /// Runs until the server stops.
    ///
    /// @param arrivals what each try to accept brings: `c` a connection, `!` the news that no descriptor is left
    private List<String> run(String arrivals, Consumer<SocketChannel> taker) throws IOException {
        var left = new StringReader(arrivals);
        try (SocketChannel channel = SocketChannel.open()) {
            new Acceptor(() -> switch (left.read()) {
                case 'c' -> channel;
                case '!' -> throw new IOException("Too many open files");
                default -> throw new AsynchronousCloseException();
            }, taker, log, duration -> events.add("pause of " + duration.toMillis() + " ms")).run();
        }
        return events;
    }

    @Test
    @Tag("facts-63")
    void aShortageIsReportedOnceAndSoIsItsEnd() throws IOException {
        assertEquals(List.of("taken", "cannot take a connection, tries until it can: Too many open files",
            "pause of 100 ms", "pause of 100 ms", "pause of 100 ms", "taken", "takes connections again", "taken"),
            run("c!!!cc", _ -> events.add("taken")));
    }

    @Test
    @Tag("facts-63")
    void theNextShortageIsReportedAgain() throws IOException {
        assertEquals(2, run("!c!c", _ -> { }).stream().filter("takes connections again"::equals).count());
    }

    @Test
    void aThreadThatCannotBeStartedCostsOneConnection() throws IOException {
        assertEquals(List.of("cannot take a connection, tries until it can: unable to create native thread",
            "pause of 100 ms", "taken", "takes connections again"),
            run("cc", _ -> {
                if (events.isEmpty()) throw new OutOfMemoryError("unable to create native thread");
                events.add("taken");
            }));
    }

    @Test
    void whereThereIsNoMemoryToSaySoTheLoopGoesOnAndSaysItLater() throws IOException {
        speechless = true;
        assertEquals(List.of("pause of 100 ms", "cannot take a connection, tries until it can: Java heap space",
            "pause of 100 ms", "taken", "takes connections again"), run("ccc", _ -> {
                if (events.isEmpty()) throw new OutOfMemoryError("Java heap space");
                if (speechless) {
                    speechless = false;
                    throw new OutOfMemoryError("Java heap space");
                }
                events.add("taken");
            }));
    }

    @Test
    void whateverIsThrownTheLoopGoesOn() throws IOException {
        var taken = new AtomicInteger();
        run("cccc", _ -> {
            if (taken.incrementAndGet() < 3) throw new NoClassDefFoundError("gangway/server/Connection");
        });
        assertEquals(4, taken.get());
    }
}
