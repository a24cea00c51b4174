package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.PercentEncoding;
import gangway.spec.handler.CgiHandler;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// A web server that answers by CGI (RFC 3875), with a handler in this process for each request.
record CgiHost() implements Host {

    @Override
    public Set<Can> can() {
        return EnumSet.of(Can.UPLOADS, Can.LIFESPAN);
    }

    @Override
    public Running start(Application application, Setup setup) {
        return new Started(application, new ByteArrayOutputStream());
    }

    @Override
    public String toString() {
        return "CGI";
    }

    /// What a web server tells of a request.
    private static Map<String, String> variables(Ask ask) {
        String[] target = ask.target().split("\\?", 2);
        var variables = new HashMap<>(Map.of("GATEWAY_INTERFACE", "CGI/1.1", "SERVER_SOFTWARE", "tests", "SERVER_NAME",
            "gangway.test", "SERVER_PORT", "80", "SERVER_PROTOCOL", ask.version(), "REMOTE_ADDR", "127.0.0.1"));
        variables.putAll(Map.of("REQUEST_METHOD", ask.method(), "REQUEST_URI", ask.target(), "SCRIPT_NAME", "", "PATH_INFO",
            PercentEncoding.decode(target[0]), "QUERY_STRING", target.length == 1 ? "" : target[1]));
        Headers fields = ask.headers();
        for (Header field : fields) {
            String name = field.name().toUpperCase(Locale.ROOT).replace('-', '_');
            String value = fields.joined(field.name()).orElseThrow();
            if (!field.name().contains("_")) variables.put(name.startsWith("CONTENT_") ? name : "HTTP_" + name, value);
        }
        return variables;
    }

    private record Started(Application application, ByteArrayOutputStream stderr) implements Running {
        @Override
        public Reply exchange(Ask ask, Client client) throws IOException {
            var failures = new ArrayList<Throwable>();
            var stdout = new Stdout(client);
            var handler = new CgiHandler(stdin(ask), stdout, stderr, variables(ask))
                .with((_, failure) -> failures.add(failure));
            CgiHandler.Outcome outcome = handler.run(application);
            var http = new ByteArrayInputStream(stdout.asHttp());
            Reply reply = new ReplyReader(http).read(ask.method(), Client.PATIENT);
            if (reply.complete() && http.available() > 0) throw new AssertionError("bytes behind the response");
            boolean isWhole = hasEnd(ask, reply) || outcome == CgiHandler.Outcome.ANSWERED;
            return (isWhole ? reply : reply.broken()).with(failures);
        }

        /// Whether the response says where it ends; if not, a web server has only the exit status to go by.
        private static boolean hasEnd(Ask ask, Reply reply) {
            return ask.method().equals("HEAD") || Set.of(204, 304).contains(reply.code())
                || reply.headers().contains("Content-Length");
        }

        /// Standard input need not end behind the content (RFC 3875 §4.2).
        private static InputStream stdin(Ask ask) {
            var content = new ByteArrayInputStream(ask.sentContent());
            return ask.isCut() ? content
                : new SequenceInputStream(content, new ByteArrayInputStream(Bodies.bytes("not of this request")));
        }

        @Override
        public String errors() {
            return stderr.toString(UTF_8);
        }

        @Override
        public void stop(Duration grace) {
            // each process has ended already
        }
    }

    /// What a process prints, and who reads it.
    private static final class Stdout extends OutputStream {
        private final Client client;
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

        private Stdout(Client client) {
            this.client = client;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            printed.write(bytes, offset, length);
            String text = printed.toString(ISO_8859_1);
            int content = text.indexOf("\r\n\r\n") + 4;
            boolean hears = content > 3 && content < text.length();
            if (hears && !client.hears(text.substring(content).getBytes(ISO_8859_1))) throw new IOException("Broken pipe");
        }

        private byte[] asHttp() {
            String text = printed.toString(ISO_8859_1);
            if (!text.isEmpty() && !text.startsWith("Status: ")) throw new AssertionError("no status: " + text);
            return text.replaceFirst("Status: ", "HTTP/1.1 ").getBytes(ISO_8859_1);
        }
    }
}
