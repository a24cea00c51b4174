package gangway.coroutine.testing;

import module java.base;

import gangway.coroutine.Coroutine;

/// A network that is nowhere: streams of bytes between the coroutines of one [TestHub]. How long bytes take, where they are
/// torn, and which connections break comes from the seed, so what a server does in bad [Weather] can be seen again.
///
/// ```java
/// var network = new TestNetwork(test, Weather.ROUGH);
/// var listener = network.listen(80);
/// Coroutine.spawn(() -> { try (var client = listener.accept()) { client.input().transferTo(client.output()); } });
/// try (var socket = network.connect(80)) { … }
/// ```
///
/// It has the hosts of one machine: ports, and no names. Owned by its hub.
public final class TestNetwork {

    /// From here on ports are for clients, as by RFC 6335.
    private static final int EPHEMERAL = 49_152;

    private static final int BACKLOG = 50;

    private final Air air;
    private final Map<Integer, TestListener> listeners = new HashMap<>();
    private int next = EPHEMERAL;

    /// One in which nothing goes wrong.
    ///
    /// @param test the hub
    public TestNetwork(TestHub test) {
        this(test, Weather.CALM);
    }

    /// @param test    the hub
    /// @param weather what goes wrong
    public TestNetwork(TestHub test, Weather weather) {
        air = Air.of(test, weather);
    }

    /// Listens, with room for 50 clients that nobody has accepted.
    ///
    /// @param port where; 0 takes one that is free
    /// @throws BindException when somebody listens there
    public TestListener listen(int port) throws BindException {
        return listen(port, BACKLOG);
    }

    /// Listens.
    ///
    /// @param port    where; 0 takes one that is free
    /// @param backlog how many clients may have come whom nobody has accepted; others are refused
    /// @throws BindException when somebody listens there
    public TestListener listen(int port, int backlog) throws BindException {
        int where = port == 0 ? next++ : port;
        if (listeners.containsKey(where)) throw new BindException("Address already in use: port " + where);
        var listener = new TestListener(this, where, backlog);
        listeners.put(where, listener);
        return listener;
    }

    void forget(TestListener listener) {
        listeners.remove(listener.port());
    }

    /// Connects, which takes the way there and back.
    ///
    /// @param port where somebody should listen
    /// @return this end of the connection
    /// @throws ConnectException when nobody does, or there are too many clients
    public TestSocket connect(int port) throws ConnectException {
        var socket = TestSocket.pair(air, next++, port);
        try {
            travel();
            var listener = listeners.get(port);
            boolean admitted = listener != null && listener.admit(socket.other());
            travel();
            if (!admitted) throw new ConnectException("Connection refused: port " + port);
            air.test().note("connects %s to %s".formatted(socket.port(), port));
            return socket;
        } catch (Throwable given) {                            // up: killed, or too late
            socket.reset();
            throw given;
        }
    }

    private void travel() {
        long time = air.arrival() - air.now();
        if (time > 0) Coroutine.sleep(Duration.ofNanos(time));
    }
}
