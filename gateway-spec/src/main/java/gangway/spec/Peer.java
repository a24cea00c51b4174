package gangway.spec;

/// The other end of the connection.
///
/// @param address the numeric address, such as `127.0.0.1` or `::1`
/// @param port    0 to 65535
public record Peer(String address, int port) {
}
