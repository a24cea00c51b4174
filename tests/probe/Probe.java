// gangway serve tests/probe/Probe.java
//
// The application that a conformance probe talks to, at /probe and at the root. It does what the path says, right or
// wrong: a server is judged by what it makes of it. `tests/probe/serve PORT` starts it from anywhere.
// expect: GET / -> 200 probe
// expect: GET /probe/cl/5 -> 200 xxxxx
// expect: GET /probe/stream/1 -> 200 chunk-0
// expect: GET /probe/count -> 200 0
import module gangway.spec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

Iterable<byte[]> application(Environ environ, StartResponse start) throws Exception {
    String[] path = environ.path().split("/", 4);
    if (path.length < 3 || !path[1].equals("probe")) return root(environ, start);
    String rest = path.length > 3 ? path[3] : "";
    return switch (path[2]) {
        case "echo" -> start.bytes("200 OK", "application/octet-stream", environ.input().readAllBytes());
        case "count" -> start.text("200 OK", environ.input().transferTo(OutputStream.nullOutputStream()) + "\n");
        case "inspect" -> inspect(environ, start);
        case "status" -> status(rest, start);
        case "cl" -> sized(start, Integer.parseInt(rest), Integer.parseInt(rest));
        case "short" -> sized(start, 10, 5);
        case "long" -> sized(start, 5, 10);
        case "stream" -> stream(start, IntStream.range(0, Integer.parseInt(rest)).mapToObj("chunk-%s\n"::formatted));
        case "stream-empty" -> stream(start, Stream.of("a", "", "b"));
        case "drip" -> stream(start, IntStream.range(0, 2).peek(i -> pause(i * 800)).mapToObj("drip-%s\n"::formatted));
        case "slow" -> {
            pause(Long.parseLong(rest));
            yield start.text("200 OK", "slow\n");
        }
        case "early" -> start.text("200 OK", "early\n");
        case "error" -> throw new IllegalStateException("probe-secret");
        case "midfail" -> stream(start, Stream.of("part\n", "fail").peek(piece -> {
            if (piece.equals("fail")) throw new IllegalStateException("probe-secret");
        }));
        case "set" -> set(environ.query(), start);
        default -> start.text("404 Not Found", "no such endpoint\n");
    };
}

Iterable<byte[]> root(Environ environ, StartResponse start) throws IOException {
    if (!environ.path().equals("/")) return start.text("404 Not Found", "nothing here\n");
    return switch (environ.method()) {
        case "GET", "HEAD", "POST" -> start.text("200 OK", "probe\n");
        case "OPTIONS" -> {
            start.start("204 No Content", "Allow", "GET, HEAD, POST, OPTIONS");
            yield List.of();
        }
        case "PUT", "DELETE", "PATCH", "TRACE" -> {
            start.start("405 Method Not Allowed", "Allow", "GET, HEAD, POST, OPTIONS");
            yield List.of();
        }
        default -> start.text("501 Not Implemented", "unknown method\n");
    };
}

Iterable<byte[]> inspect(Environ environ, StartResponse start) throws IOException {
    environ.input().readAllBytes();
    var seen = new StringBuilder()
        .append(":method: ").append(environ.method()).append('\n')
        .append(":scheme: ").append(Environ.URL_SCHEME.of(environ)).append('\n')
        .append(":authority: ").append(environ.header("Host").orElse("")).append('\n')
        .append(":path: ").append(Environ.RAW_PATH.of(environ)).append('\n')
        .append(":query: ").append(environ.query()).append('\n');
    for (String name : new TreeSet<>(environ.keySet()))
        if (name.startsWith("HTTP_")) seen.append(field(name.substring(5), environ.get(name)));
    environ.contentType().ifPresent(type -> seen.append(field("CONTENT_TYPE", type)));
    environ.contentLength().ifPresent(length -> seen.append(field("CONTENT_LENGTH", length)));
    return start.bytes("200 OK", "text/plain; charset=iso-8859-1", seen.toString().getBytes(ISO_8859_1));
}

String field(String variable, Object value) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '-') + ": " + value + "\n";
}

Iterable<byte[]> status(String code, StartResponse start) throws IOException {
    if (Set.of("204", "205", "304").contains(code)) return start.empty(code + " Probe");
    var fields = new ArrayList<>(List.of("Content-Type", "text/plain; charset=us-ascii"));
    fields.addAll(switch (code) {                              // what HTTP asks of whoever sends these
        case "401" -> List.of("WWW-Authenticate", "Basic realm=\"probe\"");
        case "405" -> List.of("Allow", "OPTIONS");
        case "426" -> List.of("Upgrade", "line-echo");
        default -> List.of();
    });
    start.start(code + " Probe", fields.toArray(String[]::new));
    return List.of(("status " + code + "\n").getBytes(US_ASCII));
}

Iterable<byte[]> sized(StartResponse start, int announced, int sent) throws IOException {
    start.start("200 OK", "Content-Type", "text/plain; charset=us-ascii", "Content-Length", Integer.toString(announced));
    return List.of("x".repeat(sent).getBytes(US_ASCII));
}

Iterable<byte[]> stream(StartResponse start, Stream<String> pieces) throws IOException {
    start.start("200 OK", "Content-Type", "text/plain; charset=us-ascii");
    return () -> pieces.map(piece -> piece.getBytes(US_ASCII)).iterator();
}

Iterable<byte[]> set(String query, StartResponse start) throws IOException {
    String value = URLDecoder.decode(query.substring("value=".length()), ISO_8859_1);
    start.start("200 OK", "Content-Type", "text/plain; charset=us-ascii", "X-Set", value);
    return List.of("set\n".getBytes(US_ASCII));
}

void pause(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
}

void main(String... args) {
    Serve.run(this::application, args);
}
