package gangway.server;

import module java.base;

import gangway.server.http1.Limits;

/// How a server is to run. Values that belong to one server; what it serves is a [Deployment].
///
/// @param addresses where to listen; port 0 takes any that is free
/// @param worker    who runs the connections
/// @param limits    what a client may ask of the server
/// @param timeouts  how long the server waits
/// @param log       is told of everything that happens
/// @param rootPath  where the application is mounted
/// @param variables for each environ
public record Settings(List<InetSocketAddress> addresses, Worker worker, Limits limits, Timeouts timeouts, Log log,
                       RootPath rootPath, List<Variable> variables) {

    /// @throws IllegalArgumentException without an address
    public Settings {
        addresses = List.copyOf(addresses);
        variables = List.copyOf(variables);
        if (addresses.isEmpty()) throw new IllegalArgumentException("no address to listen on: give at least one");
    }

    /// An application that has the site to itself, without further variables, and the default timeouts.
    ///
    /// @param addresses where to listen
    /// @param worker    who runs the connections
    /// @param limits    what a client may ask
    /// @param log       is told of everything
    public Settings(List<InetSocketAddress> addresses, Worker worker, Limits limits, Log log) {
        this(addresses, worker, limits, Timeouts.DEFAULT, log, RootPath.NONE, List.of());
    }

    /// Loopback only, on a free port, with virtual threads and no log: what tests want.
    ///
    /// @return settings to start from
    public static Settings loopback() {
        return new Settings(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), Worker.VIRTUAL,
            Limits.DEFAULT, Log.SILENT);
    }

    /// @param other who runs the connections instead
    /// @return the same settings but for that
    public Settings with(Worker other) {
        return new Settings(addresses, other, limits, timeouts, log, rootPath, variables);
    }

    /// @param other what a client may ask instead
    /// @return the same settings but for that
    public Settings with(Limits other) {
        return new Settings(addresses, worker, other, timeouts, log, rootPath, variables);
    }

    /// @param other how long the server waits instead
    /// @return the same settings but for that
    public Settings with(Timeouts other) {
        return new Settings(addresses, worker, limits, other, log, rootPath, variables);
    }

    /// @param other who is told instead
    /// @return the same settings but for that
    public Settings with(Log other) {
        return new Settings(addresses, worker, limits, timeouts, other, rootPath, variables);
    }

    /// @param other where the application is mounted instead
    /// @return the same settings but for that
    public Settings with(RootPath other) {
        return new Settings(addresses, worker, limits, timeouts, log, other, variables);
    }

    /// @param other variables for each environ instead
    /// @return the same settings but for that
    public Settings with(List<Variable> other) {
        return new Settings(addresses, worker, limits, timeouts, log, rootPath, other);
    }
}
