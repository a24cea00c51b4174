// gangway serve reference-server/examples/LineEcho.java
//
// A protocol of our own behind an upgrade: each line comes back. Start `nc -C 127.0.0.1 8000`, type these four lines, an
// empty one, and then what you like:
//
//     GET / HTTP/1.1
//     Host: localhost
//     Connection: upgrade
//     Upgrade: line-echo
//
// expect: GET / -> 426 only line-echo is spoken here: ask for it in an Upgrade field
import module gangway.spec;

Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
    environ.input().transferTo(OutputStream.nullOutputStream());   // a switch comes behind all of the request
    boolean isOffered = Environ.UPGRADE.in(environ).filter(offer -> offer.protocols().contains("line-echo")).isPresent();
    if (isOffered) {
        start.start("101 Switching Protocols");
        return new Body.Upgrade("line-echo", this::echo);
    }
    start.start("426 Upgrade Required", "Upgrade", "line-echo", "Content-Type", "text/plain");
    return List.of("only line-echo is spoken here: ask for it in an Upgrade field\n".getBytes());
}

/// Until the client says no more. A line that it did not end comes back as it is.
void echo(InputStream in, OutputStream out) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
        line.write(next);
        if (next != '\n' && line.size() < 1000) continue;      // and one that never ends comes back in pieces
        out.write(line.toByteArray());
        line.reset();
    }
    out.write(line.toByteArray());
}

void main(String... args) {
    Serve.run(this::application, args);
}
