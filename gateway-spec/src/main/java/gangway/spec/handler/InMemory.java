package gangway.spec.handler;

import module java.base;

import gangway.spec.Application;
import gangway.spec.ClientDisconnected;
import gangway.spec.EarlyHints;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Trailers;
import gangway.spec.Violation;
import gangway.spec.rule.ExtensionRule;

/// A server without a network: it makes one call and keeps what the client would have got. For tests, and for programs that
/// want an application's answer without a server around it.
///
/// ```java
/// Exchange exchange = InMemory.call(application, Environs.of("GET", "/"));
/// ```
///
/// It offers early hints, trailers, upgrades and the disconnect signal, unless the environ it is given already has a key of
/// that name. Owned by one call; not thread-safe.
public final class InMemory implements Outgoing {

    /// The other end of the connection.
    public interface Client {

        /// Takes everything and says nothing.
        Client PATIENT = new Client() { };

        /// Hears a block when it is sent.
        ///
        /// @param block of the content, or of the conversation behind a 101
        /// @return false to leave instead of taking it
        default boolean takes(byte[] block) {
            return true;
        }

        /// What it says once the protocol has changed.
        ///
        /// @return read by the conversation
        default InputStream says() {
            return InputStream.nullInputStream();
        }
    }

    private final Environ environ;
    private final Client client;
    private final List<Headers> hints = new ArrayList<>();
    private final List<byte[]> blocks = new ArrayList<>();
    private Optional<Status> status = Optional.empty();
    private Headers headers = new Headers(List.of()), trailers = new Headers(List.of());
    private boolean complete, gone;

    private InMemory(Environ environ, Client client) {
        this.environ = environ;
        this.client = client;
    }

    /// Makes a call for a client that takes everything.
    ///
    /// @param application called once; not opened here
    /// @param environ     of the request, see [gangway.spec.testing.Environs]
    /// @return what came of it
    public static Exchange call(Application application, Environ environ) {
        return call(application, environ, Client.PATIENT);
    }

    /// Makes a call.
    ///
    /// @param application called once; not opened here
    /// @param environ     of the request
    /// @param client      takes the response
    /// @return what came of it
    public static Exchange call(Application application, Environ environ, Client client) {
        return call(application, environ, client, ErrorOutput.PLAIN);
    }

    /// Makes a call, with another answer to failures.
    ///
    /// @param application called once; not opened here
    /// @param environ     of the request
    /// @param client      takes the response
    /// @param errors      makes what the client gets when the application fails
    /// @return what came of it
    public static Exchange call(Application application, Environ environ, Client client, ErrorOutput errors) {
        var server = new InMemory(environ, client);
        server.offer();
        var reported = new ArrayList<Throwable>();
        new Handler(environ, server, (_, error) -> reported.add(error), errors).run(application);
        return new Exchange(List.copyOf(server.hints), server.status, server.headers, List.copyOf(server.blocks),
            server.trailers, server.complete, List.copyOf(reported));
    }

    private void offer() {
        boolean accepted = Environ.HEADERS.in(environ)
            .filter(fields -> fields.tokens("TE").contains("trailers")).isPresent();
        environ.putIfAbsent(Environ.EARLY_HINTS.name(), new EarlyHints(this::hint));
        environ.putIfAbsent(Environ.TRAILERS.name(), new Trailers(() -> new Headers(List.of()), accepted));
        BooleanSupplier disconnected = () -> gone;
        environ.putIfAbsent(Environ.DISCONNECTED.name(), disconnected);
    }

    private void hint(List<Header> fields) {
        if (status.isEmpty()) hints.add(new Headers(fields));                                            // [9.5]
    }

    @Override
    public void head(Status status, List<Header> headers) {
        this.status = Optional.of(status);
        this.headers = new Headers(headers);
    }

    @Override
    public void block(byte[] block) throws ClientDisconnected {
        gone |= !client.takes(block);
        if (gone) throw new ClientDisconnected("the client left before block " + (blocks.size() + 1));
        blocks.add(block.clone());                             // what the application does with it later is seen by nobody
    }

    @Override
    public void end(List<Header> trailers) {
        this.trailers = new Headers(trailers);
        complete = true;
    }

    @Override
    public void abort() {
        complete = false;
    }

    @Override
    public Tunnel upgrade(List<Header> headers, String protocol) {
        boolean offered = Environ.UPGRADE.in(environ)
            .filter(offer -> offer.protocols().contains(protocol.toLowerCase(Locale.ROOT))).isPresent();
        if (!offered)
            throw new Violation(ExtensionRule.OFFERED, "a switch to " + Violation.quote(protocol),
                "switch only to what gateway.upgrade offers");
        head(new Status(101, "Switching Protocols"), headers);
        return new Tunnel(client.says(), new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                block(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                block(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        });
    }
}
