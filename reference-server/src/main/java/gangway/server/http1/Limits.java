package gangway.server.http1;

import module java.base;

/// What a client may ask of the server, each limit beside the attack that it stops. Sizes in bytes, without line ends.
///
/// @param requestLine        stops a target that grows for ever; answered with 414
/// @param fieldLine          stops one field that grows for ever; answered with 431
/// @param fields             stops many small fields, and collisions in whatever stores them; answered with 431
/// @param head               stops many fields of nearly full size; answered with 431
/// @param chunkLine          stops chunk extensions, which nobody reads, from being a body that no body limit counts
/// @param trailers           stops a trailer section that grows for ever; answered with 431
/// @param body               stops a body that fills the disk of an application that stores it; answered with 413
/// @param drain              how much of a body that the application left unread is read in its place, to keep the connection
/// @param pipelined          stops requests that are sent ahead from filling the memory: the rest waits with the client
/// @param connections        stops many clients from taking all descriptors and threads; answered with 503
/// @param connectionsPerPeer stops one client from taking all connections; answered with 503
public record Limits(int requestLine, int fieldLine, int fields, int head, int chunkLine, int trailers, long body, int drain,
                     int pipelined, int connections, int connectionsPerPeer) {

    /// What suits most. All connections may come from one peer, since that may be a proxy.
    public static final Limits DEFAULT =
        new Limits(8192, 8192, 100, 65_536, 4096, 8192, 1L << 30, 65_536, 16_384, 10_000, 10_000);

    /// `GET / HTTP/1.1` has 14 bytes.
    private static final int LINE = 16;

    /// @throws IllegalArgumentException when a limit is so low that no request fits
    public Limits {
        long lines = Stream.of(requestLine, fieldLine, head, chunkLine, pipelined).min(Integer::compare).orElseThrow();
        long counts = Math.min(fields, Math.min(connections, connectionsPerPeer));
        if (lines < LINE || counts < 1 || Math.min(Math.min(trailers, drain), body) < 0)
            throw new IllegalArgumentException("limits under which no request fits: lines of " + lines + " bytes, counts of "
                + counts + ", or a negative size; start from Limits.DEFAULT");
    }

    /// @param other bytes of a request line instead
    /// @return the same limits but for that
    public Limits withRequestLine(int other) {
        return new Limits(other, fieldLine, fields, head, chunkLine, trailers, body, drain, pipelined, connections,
            connectionsPerPeer);
    }

    /// @param other bytes of a field line instead; the head may be as large at least
    /// @return the same limits but for that
    public Limits withFieldLine(int other) {
        return new Limits(requestLine, other, fields, Math.max(head, other), chunkLine, trailers, body, drain, pipelined,
            connections, connectionsPerPeer);
    }

    /// @param other number of fields instead
    /// @return the same limits but for that
    public Limits withFields(int other) {
        return new Limits(requestLine, fieldLine, other, head, chunkLine, trailers, body, drain, pipelined, connections,
            connectionsPerPeer);
    }

    /// @param other bytes of a body instead
    /// @return the same limits but for that
    public Limits withBody(long other) {
        return new Limits(requestLine, fieldLine, fields, head, chunkLine, trailers, other, drain, pipelined, connections,
            connectionsPerPeer);
    }

    /// @param all     connections at a time instead
    /// @param perPeer those of them that one address may have
    /// @return the same limits but for these
    public Limits withConnections(int all, int perPeer) {
        return new Limits(requestLine, fieldLine, fields, head, chunkLine, trailers, body, drain, pipelined, all, perPeer);
    }
}
