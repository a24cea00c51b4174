package gangway.server;

import module java.base;

import gangway.server.http1.Event;
import gangway.server.http1.Recording;
import gangway.server.http1.Target;
import gangway.spec.BadRequest;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.HttpDate;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.conditional.Chooser;
import gangway.spec.handler.Handler;

/// Between HTTP and the application: decides who answers a request, has the call made, tells the access log. One for all
/// connections of a server; thread-safe.
final class Gateway {

    private static final Status MISDIRECTED = new Status(421, "Misdirected Request");
    private static final BadRequest STOPPED = unavailable("the application is closed");
    private static final BadRequest FULL = unavailable("there is no memory for another request at a time");

    private final Settings settings;
    private final Supplier<Deployment> current;
    private final Log log;
    private final PrintWriter errors;
    private final InstantSource clock;
    private final Room room;
    private final Chooser chooser;
    private volatile Dated dated = new Dated(Long.MIN_VALUE, new Header("Date", ""));

    /// The Date field of one second: made once, used by all responses of that second.
    private record Dated(long second, Header field) {
    }

    private static BadRequest unavailable(String why) {
        return new BadRequest(new Status(503, "Service Unavailable"), why + " (RFC 9110 §15.6.4): try again later",
            List.of(new Header("Retry-After", "1")));
    }

    /// For a server that is alone in its process.
    Gateway(Settings settings, Supplier<Deployment> current, InstantSource clock) {
        this(settings, current, clock, Room.ofProcess());
    }

    /// @param room for requests
    Gateway(Settings settings, Supplier<Deployment> current, InstantSource clock, Room room) {
        this.settings = settings;
        this.current = current;
        log = settings.log();
        errors = new OpenWriter(log.errors());
        this.clock = clock;
        this.room = room;
        chooser = Chooser.system().with(clock);
    }

    /// Has a request answered: by the application, or by the server where it is not the application's to answer.
    ///
    /// @throws BadRequest if it is to be refused instead; nothing was sent
    void respond(Event.Request request, RequestBody body, Connection connection, Response response) throws IOException {
        Target target = request.line().target();
        if (target instanceof Target.Absolute absolute && !absolute.scheme().equals("http"))
            throw new BadRequest(MISDIRECTED, "scheme " + Violation.quote(absolute.scheme())
                + " (RFC 9110 §7.4): this connection serves http");
        if (!room.take(Room.REQUEST)) throw FULL;
        var extensions = new Extensions(request, body, response);
        long start = System.nanoTime();
        Instant time = clock.instant();
        try {
            switch (target) {
                case Target.Asterisk _ -> pong(response);
                case Target.Origin origin ->
                    call(extensions.in(Variables.of(settings, request, origin, body, connection)), connection, response);
                case Target.Absolute absolute ->
                    call(extensions.in(Variables.of(settings, request, absolute, body, connection)), connection, response);
            }
        } finally {
            room.give(Room.REQUEST);
            body.refusal().ifPresent(bad -> report(bad, connection));   // whatever the application made of it
            log.access(access(connection, response, time, request.line().toString(), System.nanoTime() - start));
        }
    }

    /// Refuses what could not be understood, did not come in time, or finds no room: answers, and tells the logs.
    void refuse(BadRequest bad, Connection connection, Response response) {
        Handler.refuse(response, bad, connection.http1().method());
        report(bad, connection);
        log.access(access(connection, response, clock.instant(), "", 0));
    }

    /// Tells the log of a refusal; whoever calls this has seen to the answer.
    void report(BadRequest bad, Connection connection) {
        Recording.Received received = connection.http1().received();
        log.refusal(new Refusal(connection.peer(), clock.instant(), bad.status(), bad.getMessage(), received.first(),
            received.size()));
    }

    private static Access access(Connection connection, Response response, Instant time, String request, long nanos) {
        return new Access(connection.peer(), time, request, response.status(), response.bytes(), Duration.ofNanos(nanos),
            response.isComplete());
    }

    /// `OPTIONS *` asks whether the server as a whole is there (RFC 9110 §9.3.7).
    private static void pong(Response response) throws IOException {
        response.head(Status.OK, List.of(new Header("Content-Length", "0")));
        response.end(List.of());
    }

    private void call(Environ environ, Connection connection, Response response) {
        Optional<Deployment> entered = enter();
        if (entered.isPresent()) {
            call(environ, connection, response, entered.get());
        } else {
            Handler.refuse(response, STOPPED, environ.method());
            report(STOPPED, connection);
        }
    }

    private void call(Environ environ, Connection connection, Response response, Deployment deployment) {
        Environ.STATE.put(environ, new Environ.State(new HashMap<>(deployment.state())));
        Environ.ERRORS.put(environ, errors);
        Duration time = settings.timeouts().application();
        if (!time.equals(Timeouts.NEVER)) Environ.DEADLINE.put(environ, clock.instant().plus(time));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(deployment.loader());
        try (Deadline deadline = connection.call()) {
            new Handler(environ, response, deadline.reporting(log::failure), deadline::page, chooser)
                .run(deployment.application());
        } finally {
            thread.setContextClassLoader(before);              // an idle connection must not keep a replaced program in memory
            deployment.leave(log);
        }
    }

    /// @return the current deployment, entered; empty when it is closed and no other has taken its place
    private Optional<Deployment> enter() {
        for (Deployment last = current.get(); ; ) {
            if (last.enter()) return Optional.of(last);
            Deployment next = current.get();                   // a reload puts the new one there before it closes the old
            if (next == last) return Optional.empty();
            last = next;
        }
    }

    /// @return the Date field for now (RFC 9110 §6.6.1)
    Header date() {
        long second = clock.instant().getEpochSecond();
        Dated now = dated;
        if (now.second() != second) dated = now = new Dated(second, new Header("Date", HttpDate.format(clock.instant())));
        return now.field();
    }
}
