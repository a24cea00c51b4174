package gangway.server;

import module java.base;

import gangway.spec.Peer;

/// A stream of bytes to a client and one from it: all that a [Connection] needs of a socket. Reading and writing belong to
/// one thread; any thread may close, which ends both.
interface Duplex extends Closeable {

    /// Reads some bytes, waiting for the first.
    ///
    /// @return how many, or -1 when the client has closed its side
    /// @throws SocketTimeoutException when none came in the time that [#patience] set
    int read(byte[] into, int offset, int length) throws IOException;

    /// Reads what is there, without waiting.
    ///
    /// @return how many bytes; 0 if there is none, -1 when the client has closed its side
    int poll(byte[] into, int offset, int length) throws IOException;

    /// Writes some bytes, from the first on, with one call of the operating system; waits until it takes one at least. Small
    /// responses go in one call; from large ones it takes a piece, so that whoever looks on can see progress.
    void write(List<ByteBuffer> buffers) throws IOException;

    /// Sends a piece of a file as [#write] would, without bringing it into this process where the operating system can.
    ///
    /// @return how many bytes; 0 when the file ends before the position
    long transfer(FileChannel from, long position, long count) throws IOException;

    /// How long a read may wait from now on; for ever at first.
    void patience(Duration duration) throws IOException;

    /// Tells the client that nothing more will come. Reading goes on.
    void endOutput() throws IOException;

    /// Closes, so that the client can tell it from [#endOutput].
    void reset() throws IOException;

    /// The client.
    Peer peer();

    /// This end.
    Peer local();
}
