package gangway.spec.handler;

import module java.base;

import gangway.spec.Application;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Status;
import gangway.spec.Violation;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A server that writes down what it is asked to do, a line each, and what is reported.
final class Transcript implements Outgoing {

    private final StringBuilder lines = new StringBuilder();
    final List<Throwable> reported = new ArrayList<>();
    private int blocksUntilGone = Integer.MAX_VALUE;

    static Transcript of(Application application) {
        return of("GET", application);
    }

    static Transcript of(String method, Application application) {
        return new Transcript().run(method, application);
    }

    /// A client that leaves after so many blocks.
    static Transcript ofLeaving(int blocks, Application application) {
        var transcript = new Transcript();
        transcript.blocksUntilGone = blocks;
        return transcript.run("GET", application);
    }

    private Transcript run(String method, Application application) {
        Environ environ = Environ.create();
        environ.put("REQUEST_METHOD", method);
        new Handler(environ, this, (_, error) -> reported.add(error)).run(application);
        for (Throwable error : reported) if (error instanceof AssertionError failed) throw failed;   // a test's own
        return this;
    }

    @Override
    public void head(Status status, List<Header> headers) {
        lines.append(status);
        headers.forEach(header -> lines.append(", ").append(header));
        lines.append('\n');
    }

    @Override
    public void block(byte[] block) throws ClientDisconnected {
        if (blocksUntilGone-- == 0) throw new ClientDisconnected("gone");
        lines.append("block ").append(new String(block, UTF_8)).append('\n');
    }

    @Override
    public void end(List<Header> trailers) {
        lines.append("end\n");
    }

    @Override
    public void abort() {
        lines.append("abort\n");
    }

    @Override
    public Tunnel upgrade(List<Header> headers, String protocol) {
        if (!protocol.equals("echo")) throw new Violation(gangway.spec.rule.ExtensionRule.OFFERED, "not offered", "a fix");
        lines.append("upgrade ").append(protocol).append('\n');
        return new Tunnel(new ByteArrayInputStream("ping".getBytes(UTF_8)), new OutputStream() {
            @Override
            public void write(int b) {
                lines.append((char) b);
            }
        });
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
