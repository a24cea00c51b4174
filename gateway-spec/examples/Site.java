// gangway serve gateway-spec/examples/Site.java
// expect: GET / -> 200 <a href="/files/">files</a>
// expect: GET /files/ -> 200 …<a href="./Hello.java">Hello.java</a>…
// expect: GET /files/Hello.java -> 200 …<h1>Hello World!</h1>…
// expect: GET /files/%2e%2e/README.md -> 404 404 Not Found
import module gangway.spec;

Iterable<byte[]> page(Environ environ, StartResponse start) throws IOException {
    return start.html("200 OK", "<a href=\"/files/\">files</a>\n");
}

Directory files = new Directory(Path.of("gateway-spec/examples"));
Application page = this::page;
Application application = page.with(new Gzip(), new StaticFiles(Map.of("/files", files)));

void main(String... args) {
    Serve.run(application, args);
}
