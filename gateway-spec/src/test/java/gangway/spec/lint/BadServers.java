package gangway.spec.lint;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Headers;
import gangway.spec.StartResponse;
import gangway.spec.handler.InMemory;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.InputRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Environs;

import static gangway.spec.lint.Fixture.bad;
import static gangway.spec.lint.Fixture.bytes;
import static gangway.spec.lint.Fixture.closing;
import static gangway.spec.lint.Fixture.elsewhere;
import static gangway.spec.lint.Fixture.making;
import static gangway.spec.lint.Fixture.told;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// Good applications, called by servers each of which breaks one rule.
final class BadServers {

    private static final Application HELLO = (_, start) -> start.text("200 OK", "hello");
    private static final Application READS = (environ, start) ->
        start.text("200 OK", new String(environ.input().readAllBytes(), StandardCharsets.UTF_8));

    private static final Application STREAM = (_, start) -> {
        start.start("200 OK", "Content-Type", "image/png");
        return new Body.Stream(new ByteArrayInputStream(bytes("hello")), 2);
    };

    static final List<Fixture> ALL = Stream.of(calls(), environs(), paths(), servers(), fields(), inputs(), bodies())
        .flatMap(List::stream).toList();

    /// A map that shows everything.
    private static final class Leaky extends LinkedHashMap<String, Object> implements Environ {
        private static final long serialVersionUID = 1;

        private Leaky(Environ environ) {
            super(environ);
        }
    }

    /// A map that cannot be changed.
    private static final class Fixed extends AbstractMap<String, Object> implements Environ {
        private final Environ environ = Environs.of("GET", "/");

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return Collections.unmodifiableMap(environ).entrySet();
        }
    }

    private BadServers() {
    }

    /// A server that is good but for what it does with a body.
    private interface Server {
        Object use(Iterable<byte[]> body) throws Exception;
    }

    private static Fixture using(BodyRule rule, String name, String[] blocks, Server server) {
        return bad(rule, name, eye -> String.valueOf(server.use(body(eye.on((_, start) -> {
            start.start("200 OK", "Content-Type", "text/plain; charset=utf-8");
            return closing(blocks);
        })))));
    }

    private static Iterable<byte[]> body(Application application) throws Exception {
        return application.call(Environs.of("GET", "/"), (_, _, _) -> _ -> {});
    }

    private static Fixture environ(EnvironRule rule, String name, Consumer<Environ> change, String... fields) {
        return bad(rule, name, Fixture.called(() -> {
            Environ environ = Environs.of("GET", "/hello", fields);
            change.accept(environ);
            return environ;
        }, HELLO));
    }

    private static Fixture put(EnvironRule rule, String key, Object value, String... fields) {
        return environ(rule, key + " is " + value, environ -> environ.put(key, value), fields);
    }

    private static List<Fixture> calls() {
        return List.of(
            bad(CallRule.SERVER_THREAD, "iterates on another thread", eye -> {
                Iterable<byte[]> body = body(eye.on((_, start) -> {
                    start.start("200 OK", "Content-Type", "image/png");
                    return making(() -> "a", () -> "b");
                }));
                elsewhere(() -> {
                    body.forEach(_ -> {});
                    return "";
                });
                return "";
            }),
            bad(CallRule.CONCURRENCY, "calls while another call runs", eye -> {
                var first = new AtomicBoolean(true);
                var linted = new AtomicReference<Application>();
                linted.set(eye.on((_, start) -> {
                    if (first.getAndSet(false)) elsewhere(() -> body(linted.get()));
                    return start.text("200 OK", "hello");
                }));
                return told(InMemory.call(linted.get(), Environs.of("GET", "/")));
            }),
            bad(StartRule.RETHROWN, "takes a start with an error behind the head", eye -> {
                body(eye.on((_, start) -> {
                    start.start("200 OK", "Content-Type", "image/png").write(bytes("sent"));
                    start.start("500 Oops", List.of(), new IOException("oops"));
                    return List.of();
                }));
                return "";
            }),
            bad(StartRule.RETHROWN, "throws something else than the error that it was passed", eye -> {
                Application late = eye.on((_, start) -> {
                    start.start("200 OK", "Content-Type", "image/png").write(bytes("sent"));
                    start.start("500 Oops", List.of(), new IOException("oops"));
                    return List.of();
                });
                return assertThrows(IllegalStateException.class, () -> late.call(Environs.of("GET", "/"), (_, _, error) -> {
                    if (error != StartResponse.NO_ERROR) throw new IllegalStateException("too late");
                    return _ -> {};
                })).getMessage();
            }));
    }

    private static List<Fixture> environs() {
        return List.of(
            bad(EnvironRule.DICTIONARY, "gives a map that cannot be changed", eye -> {
                for (byte[] block : eye.on(HELLO).call(new Fixed(), (_, _, _) -> _ -> {})) return new String(block);
                return "";
            }),
            environ(EnvironRule.REQUIRED, "forgets a variable", environ -> environ.remove("QUERY_STRING")),
            environ(EnvironRule.REQUIRED, "forgets a key", environ -> environ.remove("gateway.run_once")),
            environ(EnvironRule.NO_NULL, "puts null", environ -> environ.put("REMOTE_USER", null)),
            environ(EnvironRule.NO_NULL, "puts null for a key", environ -> environ.put("gateway.input", null)),
            put(EnvironRule.STRINGS, "REMOTE_USER", "\u0142"),
            put(EnvironRule.STRINGS, "SERVER_PORT", 80),
            put(EnvironRule.METHOD, "REQUEST_METHOD", "GE T"),
            put(EnvironRule.METHOD, "REQUEST_METHOD", ""),
            put(EnvironRule.SCHEME, "gateway.url_scheme", "ftp"),
            put(EnvironRule.KEY_TYPE, "gateway.peer", "127.0.0.1"),
            put(EnvironRule.KEY_NAME, "Acme.User", "ada"),
            put(EnvironRule.RESERVED, "gateway.session", "mine"),
            bad(EnvironRule.SECRETS, "shows a cookie", Fixture.called(
                () -> new Leaky(Environs.of("GET", "/", "Cookie", "session=open-sesame")), HELLO)));
    }

    private static List<Fixture> paths() {
        return List.of(
            put(EnvironRule.SCRIPT_NAME, "SCRIPT_NAME", "app"),
            put(EnvironRule.SCRIPT_NAME, "SCRIPT_NAME", "/"),
            put(EnvironRule.PATH_INFO, "PATH_INFO", "hello"),
            put(EnvironRule.PATH, "PATH_INFO", ""),
            put(EnvironRule.TARGET, "REQUEST_URI", "/hello#part"),
            put(EnvironRule.TARGET, "REQUEST_URI", "hello"),
            put(EnvironRule.TARGET, "REQUEST_URI", "*"),
            put(EnvironRule.TARGET, "REQUEST_URI", "/hello there"),
            put(EnvironRule.RAW_PATH, "gateway.raw_path", "/elsewhere"),
            put(EnvironRule.RAW_PATH, "gateway.raw_path", "/hello?a=b"));
    }

    private static List<Fixture> servers() {
        return List.of(
            put(EnvironRule.SERVER_NAME, "SERVER_NAME", ""),
            put(EnvironRule.SERVER_NAME, "SERVER_NAME", "::1"),
            put(EnvironRule.SERVER_NAME, "SERVER_NAME", "[1.2.3.4]"),
            put(EnvironRule.SERVER_NAME, "SERVER_NAME", "[1:2]"),
            put(EnvironRule.SERVER_NAME, "SERVER_NAME", "a%2"),
            put(EnvironRule.SERVER_PORT, "SERVER_PORT", "http"),
            put(EnvironRule.PROTOCOL, "SERVER_PROTOCOL", "1.1"),
            put(EnvironRule.HOST, "HTTP_HOST", "a/b", "Host", "a/b"),
            put(EnvironRule.HOST, "HTTP_HOST", "a:b", "Host", "a:b"));
    }

    private static List<Fixture> fields() {
        return List.of(
            put(EnvironRule.CONTENT_NAMES, "HTTP_CONTENT_TYPE", "text/plain"),
            put(EnvironRule.CONTENT_MIRROR, "CONTENT_TYPE", "text/plain"),
            environ(EnvironRule.CONTENT_MIRROR, "drops a Content-Type", environ -> environ.remove("CONTENT_TYPE"),
                "Content-Type", "text/plain"),
            put(EnvironRule.CONTENT_LENGTH, "CONTENT_LENGTH", "+5", "Content-Length", "+5"),
            put(EnvironRule.FIELDS, "HTTP_ACCEPT", "text/html"),
            put(EnvironRule.FIELDS, "HTTP_PROXY", "http://evil/", "Proxy", "http://evil/"),
            put(EnvironRule.FIELDS, "HTTP_ACCEPT", "text/html", "Accept", "image/png"),
            environ(EnvironRule.FIELDS, "drops a field", environ -> environ.remove("HTTP_ACCEPT"), "Accept", "image/png"),
            put(EnvironRule.JOINED, "HTTP_COOKIE", "a=1, b=2", "Cookie", "a=1", "Cookie", "b=2"),
            put(EnvironRule.JOINED, "HTTP_ACCEPT", "image/png", "Accept", "text/html", "Accept", "image/png"),
            put(EnvironRule.UNDERSCORES, "HTTP_X_REAL_IP", "6.6.6.6", "X_Real_IP", "6.6.6.6"),
            put(EnvironRule.UNDERSCORES, "HTTP_X_REAL_IP", "1.2.3.4, 6.6.6.6",
                "X-Real-IP", "1.2.3.4", "X_Real_IP", "6.6.6.6"),
            put(EnvironRule.HOP_BY_HOP, "HTTP_TRANSFER_ENCODING", "chunked", "Transfer-Encoding", "chunked"));
    }

    private static List<Fixture> inputs() {
        return List.of(
            bad(InputRule.ENDS, "gives more than the content", Fixture.called(
                () -> Environs.of("POST", "/", Headers.of("Content-Length", "3"), bytes("hello")), READS)),
            bad(InputRule.TRUNCATED, "ends early", Fixture.called(
                () -> Environs.of("POST", "/", Headers.of("Content-Length", "9"), bytes("hello")), READS)));
    }

    private static List<Fixture> bodies() {
        String[] blocks = {"a", "b"};
        return List.of(
            using(BodyRule.CLOSED, "drops a body", blocks, body -> {
                body.forEach(_ -> {});
                return "dropped";
            }).then(Eye::awaitGarbage),
            bad(BodyRule.CLOSED, "drops a stream", eye -> {
                body(eye.on(STREAM)).forEach(_ -> {});
                return "dropped";
            }).then(Eye::awaitGarbage),
            bad(BodyRule.CLOSED, "closes a stream twice", eye -> {
                var stream = (Body.Stream) body(eye.on(STREAM));
                stream.close();
                stream.close();
                return "closed";
            }),
            using(BodyRule.CLOSED, "closes a body twice", blocks, body -> {
                ((AutoCloseable) body).close();
                ((AutoCloseable) body).close();
                return "closed";
            }),
            using(BodyRule.CLOSED_LAST, "goes on behind close", blocks, body -> {
                Iterator<byte[]> iterator = body.iterator();
                iterator.next();
                ((AutoCloseable) body).close();
                return new String(iterator.next());
            }),
            using(BodyRule.CLOSED_LAST, "begins behind close", blocks, body -> {
                ((AutoCloseable) body).close();
                return new String(body.iterator().next());
            }),
            using(BodyRule.ITERATED_ONCE, "iterates twice", blocks, body -> {
                body.forEach(_ -> {});
                body.forEach(_ -> {});
                ((AutoCloseable) body).close();
                return "closed";
            }),
            bad(BodyRule.UNTOUCHED, "changes a written block", eye -> {
                Iterable<byte[]> body = eye.on((_, start) -> {
                    start.start("200 OK", "Content-Type", "image/png").write(bytes("x"));
                    return List.of();
                }).call(Environs.of("GET", "/"), (_, _, _) -> block -> block[0] = '?');
                return body.toString();
            }),
            using(BodyRule.UNTOUCHED, "changes a block", blocks, body -> {
                for (byte[] block : body) block[0] = '?';
                ((AutoCloseable) body).close();
                return "closed";
            }));
    }
}
