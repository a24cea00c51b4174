// gangway serve reference-server/examples/ServerSentEvents.java
//
// A countdown that the server pushes into a page: open http://127.0.0.1:8000/ in a browser.
// expect: GET / -> 200 …new EventSource("/countdown")…
// expect: GET /countdown -> 200 data: 3…data: 2…data: 1…event: over…
import module gangway.spec;

static final String PAGE = """
    <!doctype html><title>Countdown</title><p id="seen"></p>
    <script>
    const events = new EventSource("/countdown"), seen = document.getElementById("seen");
    events.onmessage = event => seen.textContent += event.data + ", ";
    events.addEventListener("over", event => {
        events.close();                                        // else the browser would ask again
        seen.textContent += event.data;
    });
    </script>
    """;

Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
    if (!environ.path().equals("/countdown")) return start.html("200 OK", PAGE);
    start.start("200 OK", "Content-Type", "text/event-stream", "Cache-Control", "no-store");
    return new Body.Push(this::countDown);
}

/// Each write is on its way when it returns. Once the client has left it throws [ClientDisconnected], and that is the end.
void countDown(Write out) throws Exception {
    for (int n = 3; n > 0; n--) {
        out.write("data: %s\n\n".formatted(n).getBytes());
        Thread.sleep(Duration.ofMillis(300));
    }
    out.write("event: over\ndata: liftoff\n\n".getBytes());
}

void main(String... args) {
    Serve.run(this::application, args);
}
