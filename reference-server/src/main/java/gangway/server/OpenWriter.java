package gangway.server;

import module java.base;

/// Where applications complain: the log's writer, which no application can close for the others [3.5], and
/// which reports no errors of its own [3.6]. Thread-safe.
final class OpenWriter extends PrintWriter {

    /// @param log takes the text at once
    OpenWriter(Writer log) {
        super(log, true);
    }

    /// Only sends what is there.
    @Override
    public void close() {
        flush();
    }
}
