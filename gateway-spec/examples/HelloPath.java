// gangway serve gateway-spec/examples/HelloPath.java
// expect: GET / -> 200 <h1>Hello, web!</h1>
// expect: GET /Michael -> 200 <h1>Hello, Michael!</h1>
// expect: GET /%3Cb%3E%26 -> 200 <h1>Hello, &lt;b&gt;&amp;!</h1>
// expect: GET /J%C3%BCrgen -> 200 <h1>Hello, Jürgen!</h1>
import module gangway.spec;

Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
    String name = environ.path().equals("/") ? "web" : environ.path().substring(1);
    return start.html("200 OK", "<h1>Hello, " + escape(name) + "!</h1>");
}

/// What a client sends is text, never markup.
String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
}

void main(String... args) {
    Serve.run(this::application, args);
}
