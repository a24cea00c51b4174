// gangway serve gateway-spec/examples/Hello.java
// expect: GET / -> 200 <h1>Hello World!</h1>
import module gangway.spec;

Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
    return start.html("200 OK", "<h1>Hello World!</h1>");
}

void main(String... args) {
    Serve.run(this::application, args);
}
