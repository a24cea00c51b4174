package gangway.server.cli;

import module java.base;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A terminal that remembers.
record Recorder(ByteArrayOutputStream out, ByteArrayOutputStream err) {

    Recorder() {
        this(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    Console console() {
        return new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    String said() {
        return out.toString(UTF_8);
    }

    String complained() {
        return err.toString(UTF_8);
    }
}
