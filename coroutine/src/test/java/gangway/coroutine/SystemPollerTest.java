package gangway.coroutine;

import module java.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The hub on the system's own selector, with a pipe for a socket.
class SystemPollerTest {

    private Event readable;                                    // made on the hub's thread, to which it belongs
    private Pipe pipe;

    private SelectionKey open(Runnable callback) throws IOException {
        readable = new Event();
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        var poller = (SystemPoller) Hub.current().loop().poller();
        return pipe.source().register(poller.selector(), SelectionKey.OP_READ, callback);
    }

    private void write() {
        try {
            pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() throws IOException {
        pipe.source().close();
        pipe.sink().close();
    }

    @OnEachKernel
    void aChannelThatIsReadyCallsBackAndWakesTheHub() throws IOException {
        var key = open(() -> {});
        key.attach((Runnable) () -> {
            key.interestOps(0);
            readable.set();
        });
        Thread.ofPlatform().start(this::write);
        readable.await();
        close();
    }

    @OnEachKernel
    void aHubThatWaitsForAChannelStillHasTimersAndOtherThreads() throws IOException {
        open(() -> {});
        Coroutine.sleep(Duration.ofMillis(1));
        var hub = Hub.current();
        Thread.ofPlatform().start(() -> hub.execute(readable::set));
        readable.await();
        close();
    }

    @OnEachKernel
    void aCallbackThatThrowsHarmsNobody() throws IOException {
        var told = new ArrayList<String>();
        Hub.current().onError((_, error) -> told.add(error.getMessage()));
        var key = open(() -> {});
        key.attach((Runnable) () -> {
            key.interestOps(0);
            throw new IllegalStateException("callback");
        });
        write();
        Coroutine.sleep(Duration.ofMillis(1));
        assertEquals(List.of("callback"), told);
        close();
    }

    @OnEachKernel
    void onlyAChannelThatIsAwaitedCounts() throws IOException {
        var key = open(() -> {});
        var poller = Hub.current().loop().poller();
        assertTrue(poller.expectsSomething());
        key.interestOps(0);
        assertFalse(poller.expectsSomething());
        close();
        assertThrows(WouldBlockForever.class, readable::await);
    }
}
