package gangway.server.http1;

/// What a client may ask of the server, each limit beside the attack that it stops. Sizes in bytes, without line ends.
///
/// @param requestLine stops a target that grows for ever; answered with 414
/// @param fieldLine   stops one field that grows for ever; answered with 431
/// @param fields      stops many small fields, and collisions in whatever stores them; answered with 431
/// @param head        stops many fields of nearly full size; answered with 431
/// @param chunkLine   stops chunk extensions, which nobody reads, from being a body that no body limit counts
/// @param trailers    stops a trailer section that grows for ever; answered with 431
/// @param body        stops a body that fills the disk of an application that stores it; answered with 413
/// @param drain       how much of a body that the application left unread is read in its place, to keep the connection
public record Limits(int requestLine, int fieldLine, int fields, int head, int chunkLine, int trailers, long body, int drain) {

    /// What suits most.
    public static final Limits DEFAULT = new Limits(8192, 8192, 100, 65_536, 4096, 8192, 1L << 30, 65_536);

    /// @throws IllegalArgumentException when a limit is so low that no request fits
    public Limits {
        if (Math.min(Math.min(requestLine, fieldLine), Math.min(head, chunkLine)) < 16 || fields < 1
            || Math.min(Math.min(trailers, drain), body) < 0)
            throw new IllegalArgumentException("limits under which no request fits: " + requestLine + ", " + fieldLine + ", "
                + fields + ", " + head + ", " + chunkLine + ", " + trailers + ", " + body + ", " + drain
                + "; start from Limits.DEFAULT");
    }

    /// @param other bytes of a body instead
    /// @return the same limits but for that
    public Limits withBody(long other) {
        return new Limits(requestLine, fieldLine, fields, head, chunkLine, trailers, other, drain);
    }
}
