package gangway.server;

import module java.base;

/// File descriptors that are kept unused, so that there are some when clients have taken all others: a connection that is
/// served meanwhile may need a file, and the JVM one for each class that it loads. (A class that could not be loaded once
/// never can, see JVMS §5.4.3: without this, a moment's shortage would stay for good.) Owned by one thread.
final class Reserve {

    private final int size;
    private final List<Closeable> held = new ArrayList<>();

    Reserve(int size) {
        this.size = size;
    }

    /// Takes as many as there are, up to its size.
    void fill() {
        try {
            while (held.size() < size) held.add(SocketChannel.open());
        } catch (IOException e) {
            // then it holds fewer, and the next connection will be told
        }
    }

    /// Gives all of them back to the process.
    void lend() {
        for (Closeable descriptor : held) {
            try {
                descriptor.close();
            } catch (IOException e) {
                // it is free all the same
            }
        }
        held.clear();
    }
}
