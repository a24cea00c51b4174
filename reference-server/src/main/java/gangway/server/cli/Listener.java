package gangway.server.cli;

import module java.base;

/// An address to listen on, as it was asked for.
///
/// @param host a name or a numeric address, IPv6 without brackets
/// @param port 0 takes any that is free
record Listener(String host, int port) {

    /// Reads `HOST:PORT`, with brackets around IPv6: `[::1]:8000`.
    ///
    /// @param text as written
    /// @return the address, its name not looked up
    /// @throws IllegalArgumentException when it has another form
    static Listener parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.isEmpty() || host.contains(":") && !bracketed)
            throw new IllegalArgumentException("needs HOST:PORT, such as 127.0.0.1:8000 or [::1]:8000");
        int port = Option.number(0, 65535).of(text.substring(colon + 1));
        return new Listener(bracketed ? host.substring(1, host.length() - 1) : host, port);
    }

    /// @return the address, looked up
    /// @throws Failure for a name that nobody knows
    InetSocketAddress resolve() throws Failure {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved())
            throw Failure.bind("no address is known for the host " + host
                + ": use a numeric one, such as 127.0.0.1 (only this machine) or 0.0.0.0 (the whole network)");
        return address;
    }

    /// @param real the port that was bound
    /// @return what a browser is to open
    String url(int real) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + real + "/";
    }

    /// @return `127.0.0.1:8000`
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
