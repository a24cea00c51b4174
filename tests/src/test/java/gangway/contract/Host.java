package gangway.contract;

import module java.base;

import gangway.spec.Application;

/// A server as the suite sees it: something that runs an application and answers requests. This and [Running] are all that
/// a server has to bring to be judged.
interface Host {

    /// What not every server has. A test that needs one of these is not run for a host without it.
    enum Can {
        /// Listens on a socket and speaks HTTP/1.1 there: framing, dates, several requests on a connection.
        CONNECTIONS,
        /// Reads requests itself, so that it has to refuse those that are malformed, and sees targets and lines as sent.
        REQUESTS,
        /// Keeps the header lines of a request apart: their order, case and repeats.
        FIELD_LINES,
        /// Reads the content from a client that may leave in the middle of it.
        UPLOADS,
        /// Opens the application and closes it.
        LIFESPAN,
        /// Has `gateway.early_hints`.
        HINTS,
        /// Has `gateway.trailers`.
        TRAILERS,
        /// Has `gateway.disconnected`.
        DISCONNECTED,
        /// Has `gateway.upgrade` when a client offers a protocol.
        UPGRADE,
        /// Can be told what is in a [Setup].
        SETUP
    }

    /// What whoever runs a server tells it of the application.
    ///
    /// @param root      where it is mounted; empty for a site of its own
    /// @param variables for each environ
    record Setup(String root, Map<String, String> variables) {
        /// Nothing.
        static final Setup NONE = new Setup("", Map.of());
    }

    /// @return what it has
    Set<Can> can();

    /// Starts the server with an application, which it opens if it can.
    ///
    /// @param application what it serves
    /// @param setup       how; [Setup#NONE] but for [Can#SETUP]
    /// @return started
    /// @throws Exception what the application threw when it was opened
    Running start(Application application, Setup setup) throws Exception;

    /// As above, with nothing told.
    default Running start(Application application) throws Exception {
        return start(application, Setup.NONE);
    }

    /// Starts the server for one request.
    default Reply ask(Application application, Ask ask) throws Exception {
        try (Running running = start(application)) {
            return running.ask(ask);
        }
    }

    /// A started server.
    interface Running extends AutoCloseable {

        /// Has a request answered, and waits until the call is over.
        ///
        /// @param ask    the request
        /// @param client hears the answer
        /// @return what came
        Reply exchange(Ask ask, Client client) throws Exception;

        /// As [#exchange], for a test whose application holds assertions: those that failed are thrown here, as the server
        /// only reported them.
        default Reply ask(Ask ask, Client client) throws Exception {
            Reply reply = exchange(ask, client);
            for (Throwable failure : reply.failures()) if (failure instanceof AssertionError failed) throw failed;
            return reply;
        }

        /// As above, for a client that stays to the end.
        default Reply ask(Ask ask) throws Exception {
            return ask(ask, Client.PATIENT);
        }

        /// @return all that applications wrote to `gateway.errors`
        String errors();

        /// @return where it listens, with [Can#CONNECTIONS]
        default InetSocketAddress address() {
            throw new UnsupportedOperationException("a host without connections");
        }

        /// Stops the server, and closes the application.
        ///
        /// @param grace how long requests that still run may take
        void stop(Duration grace);

        @Override
        default void close() {
            stop(Wire.PATIENCE);
        }
    }

    /// Who waits for the answer.
    @FunctionalInterface
    interface Client {
        /// Stays to the end.
        Client PATIENT = _ -> true;

        /// Hears some of the content.
        ///
        /// @param soFar all that has come of it
        /// @return false to leave
        boolean hears(byte[] soFar);
    }
}
