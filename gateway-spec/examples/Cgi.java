// gangway serve gateway-spec/examples/Cgi.java
// expect: GET /Michael -> 200 /Michael is answered by a server that goes on
// gangway cgi gateway-spec/examples/Cgi.java
// expect: GET /Michael -> 200 /Michael is answered by a process that ends now
import module gangway.spec;

/// The same under each server. What differs is no other call, but another value in the environ.
Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
    String server = Environ.RUN_ONCE.of(environ) ? "process that ends now" : "server that goes on";
    return start.text("200 OK", environ.path() + " is answered by a " + server + "\n");
}

/// A web server that starts this program for a request says so in its environment (RFC 3875 §4.1.4).
void main(String... args) {
    boolean isCgi = System.getenv().containsKey("GATEWAY_INTERFACE");
    if (isCgi) CgiHandler.system().run(this::application);
    else Serve.run(this::application, args);
}
