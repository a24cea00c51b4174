package gangway.server;

import module java.base;

import gangway.server.Admission.Decision;
import gangway.server.Admission.Place;
import gangway.spec.BadRequest;
import gangway.spec.Peer;

/// Listens, accepts, and gives each connection to a worker. Thread-safe.
public final class Server {

    /// What the server calls itself in `SERVER_SOFTWARE`. Not on the wire: there it would only help attackers choose.
    public static final String SOFTWARE = "gangway";

    /// How many connections the operating system may hold until they are accepted.
    private static final int BACKLOG = 1024;

    private final Settings settings;
    private final Gateway gateway;
    private final Admission admission;
    private final List<ServerSocketChannel> listeners = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final List<Thread> acceptors = new ArrayList<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Timekeeper timekeeper;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch drained = new CountDownLatch(1), stopped = new CountDownLatch(1);

    private Server(Settings settings, Supplier<Deployment> current) {
        this.settings = settings;
        Room room = Room.ofProcess();
        gateway = new Gateway(settings, current, InstantSource.system(), room);
        admission = new Admission(settings.limits(), room);
        timekeeper = new Timekeeper(connections, settings.log());
    }

    /// Binds all addresses, then accepts in threads of its own.
    ///
    /// @param settings where and how
    /// @param current  asked at each request for what to serve
    /// @return running
    /// @throws IOException when an address cannot be bound; then none is
    public static Server start(Settings settings, Supplier<Deployment> current) throws IOException {
        var server = new Server(settings, current);
        try {
            for (InetSocketAddress address : settings.addresses()) server.bind(address);
        } catch (IOException e) {
            server.closeListeners();
            throw e;
        }
        for (ServerSocketChannel listener : server.listeners)
            server.acceptors.add(Thread.ofPlatform().name("accept " + listener.getLocalAddress())
                .start(new Acceptor(listener::accept, server::take, settings.log())));
        return server;
    }

    private void bind(InetSocketAddress address) throws IOException {
        var listener = ServerSocketChannel.open();
        listeners.add(listener);
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);   // else a restart must wait for the old connections
        listener.bind(address, BACKLOG);
        addresses.add((InetSocketAddress) listener.getLocalAddress());
    }

    private void take(SocketChannel channel) {
        try {
            var duplex = new SocketDuplex(channel);
            var address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            var connection = new Connection(duplex, gateway, settings);
            switch (admission.decide(address)) {
                case Decision.Served(Place place) -> start(settings.worker(), connection, connection, place);
                case Decision.Refused(Place place, BadRequest why) ->
                    start(Worker.VIRTUAL, connection, () -> connection.turnAway(why), place);
                case Decision.Dropped(BadRequest why) -> drop(duplex, why);
            }
        } catch (IOException e) {
            close(channel);                                    // it left before it was accepted
        } catch (RuntimeException | Error e) {
            close(channel);
            throw e;
        }
    }

    private void drop(Duplex duplex, BadRequest why) throws IOException {
        duplex.reset();
        settings.log().refusal(new Refusal(duplex.peer(), Instant.now(), why.status(), why.getMessage()));
    }

    private void start(Worker worker, Connection connection, Runnable work, Place place) {
        connections.add(connection);
        if (stopping.get()) connection.stop();
        try {
            timekeeper.wake();
            worker.run(() -> run(connection, work, place));
        } catch (RuntimeException | Error e) {                 // such as "unable to create native thread"
            leave(connection, place);
            throw e;
        }
    }

    private void run(Connection connection, Runnable work, Place place) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            settings.log().trouble("a connection failed", e);
        } finally {
            leave(connection, place);
        }
    }

    private void leave(Connection connection, Place place) {
        place.leave();
        connections.remove(connection);
        if (stopping.get() && connections.isEmpty()) drained.countDown();
    }

    /// Where the server listens.
    ///
    /// @return the addresses of the settings, in that order, with the real ports
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /// Stops: accepts no more, closes idle connections, lets running requests finish, and cuts what is left. Returns when
    /// all is closed; a second call waits for the first.
    ///
    /// @param grace how long running requests may take
    public void stop(Duration grace) {
        if (stopping.compareAndSet(false, true)) {
            closeListeners();
            acceptors.forEach(Server::join);                   // a socket is not closed before nobody waits on it
            connections.forEach(Connection::stop);
            if (connections.isEmpty()) drained.countDown();
            await(drained, grace);
            connections.forEach(Connection::cut);
            stopped.countDown();
        }
        awaitStop();
    }

    /// Waits until somebody has stopped the server.
    public void awaitStop() {
        await(stopped, Duration.ofDays(10_000));
    }

    /// An interrupt ends the waiting, and stays for the caller to see.
    private static void await(CountDownLatch latch, Duration patience) {
        try {
            boolean _ = latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread acceptor) {
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeListeners() {
        listeners.forEach(this::close);
    }

    private void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            settings.log().trouble("a socket failed to close", e);
        }
    }
}
