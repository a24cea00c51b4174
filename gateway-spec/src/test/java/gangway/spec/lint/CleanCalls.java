package gangway.spec.lint;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.DemoApplication;
import gangway.spec.Environ;
import gangway.spec.Headers;
import gangway.spec.Input;
import gangway.spec.Middleware;
import gangway.spec.StartResponse;
import gangway.spec.Write;
import gangway.spec.handler.InMemory;
import gangway.spec.testing.Environs;

import static gangway.spec.lint.Fixture.around;
import static gangway.spec.lint.Fixture.bytes;
import static gangway.spec.lint.Fixture.called;
import static gangway.spec.lint.Fixture.closing;
import static gangway.spec.lint.Fixture.get;
import static gangway.spec.lint.Fixture.good;
import static gangway.spec.lint.Fixture.making;
import static gangway.spec.lint.Fixture.told;

/// Calls that break no rule, however strange some look.
final class CleanCalls {

    private static final Application HELLO = (_, start) -> start.text("200 OK", "hello");
    private static final Application BLOCKS = (_, start) -> {
        png(start);
        return closing("a", "", "b");
    };
    private static final Application STREAM = (_, start) -> {
        png(start);
        return new Body.Stream(new ByteArrayInputStream(bytes("hello")), 2);
    };
    private static final Middleware UPPER = application -> (environ, start) -> Body.map(application.call(environ, start),
        block -> new String(block).toUpperCase(Locale.ROOT).getBytes());

    static final List<Fixture> ALL = Stream.of(applications(), kinds(), patient(), starts(), requests(), servers(),
        middleware()).flatMap(List::stream).toList();

    private CleanCalls() {
    }

    private static Write png(StartResponse start) throws IOException {
        return start.start("200 OK", "Content-Type", "image/png");
    }

    private static Fixture environ(String name, Environ environ) {
        return good(name, called(() -> {
            Environ own = Environ.create();
            own.putAll(environ);
            return own;
        }, HELLO));
    }

    private static Fixture changed(String name, Consumer<Environ> change) {
        Environ environ = Environs.of("GET", "/app/hello", "Host", "example.org");
        change.accept(environ);
        return environ(name, environ);
    }

    private static List<Fixture> applications() {
        return List.of(
            good("hello", get(HELLO)),
            good("hello to HEAD", called(() -> Environs.of("HEAD", "/"), HELLO)),
            good("blocks", get(BLOCKS)),
            good("blocks to HEAD", called(() -> Environs.of("HEAD", "/"), BLOCKS)),
            good("a length to HEAD", called(() -> Environs.of("HEAD", "/"), (_, start) -> {
                start.start("200 OK", "Content-Length", "1000");
                return List.of();
            })),
            good("204", get((_, start) -> start.empty("204 No Content"))),
            good("304", get((_, start) -> {
                start.start("304 Not Modified", "ETag", "W/\"1a\"", "Content-Length", "9", "Vary", "Accept");
                return List.of();
            })),
            good("a redirect", get((_, start) -> start.redirect("303 See Other", "/elsewhere"))),
            good("the demo", called(() -> {
                Environ environ = Environs.of("GET", "/?a=b", "Cookie", "a=b", "Authorization", "Basic YTpi");
                Environ.ERRORS.put(environ, new PrintWriter(new StringWriter()));
                return environ;
            }, new DemoApplication())),
            good("a failure", get((_, _) -> {
                throw new IOException("no database");
            })),
            good("a failure in the middle", get((_, start) -> {
                png(start);
                return making(() -> "a", () -> {
                    throw new IOException("no more");
                });
            })),
            good("hooks, hints and trailers", called(() -> Environs.of("GET", "/", "TE", "trailers"), (environ, start) -> {
                Environ.ON_FINISHED.of(environ).add(finished -> Objects.requireNonNull(finished.headers()));
                Environ.EARLY_HINTS.of(environ).send("Link", "</a>");
                Environ.TRAILERS.of(environ).add("X-Sum", () -> "1");
                return BLOCKS.call(environ, start);
            })));
    }

    private static List<Fixture> kinds() {
        return List.of(
            good("bytes", get((_, start) -> {
                start.start("200 OK", "Content-Type", "image/png", "Content-Length", "1");
                return new Body.Bytes(bytes("x"));
            })),
            good("bytes to HEAD", called(() -> Environs.of("HEAD", "/"), (_, start) -> {
                start.start("200 OK", "Content-Type", "image/png", "Content-Length", "1000");
                return new Body.Bytes(bytes("x"));
            })),
            good("buffers", get((_, start) -> {
                png(start);
                return new Body.Buffers(List.of(ByteBuffer.wrap(bytes("a")), ByteBuffer.wrap(bytes("b"))));
            })),
            good("a file", eye -> {
                Path file = Files.writeString(Files.createTempFile("lint", ".txt"), "content");
                try {
                    return get((_, start) -> {
                        png(start);
                        return Body.of(file);
                    }).under(eye);
                } finally {
                    Files.delete(file);
                }
            }),
            good("a stream", get((_, start) -> {
                start.start("200 OK", "Content-Type", "image/png", "Content-Length", "5");
                return new Body.Stream(new ByteArrayInputStream(bytes("hello")), 2);
            })),
            good("a push", get((_, start) -> {
                png(start);
                return new Body.Push(out -> {
                    out.write(bytes("a"));
                    out.write(bytes("b"));
                });
            })),
            good("a push to HEAD", called(() -> Environs.of("HEAD", "/"), (_, start) -> {
                png(start);
                return new Body.Push(out -> out.write(bytes("a")));
            })),
            good("an upgrade", called(() -> Environs.of("GET", "/", "Connection", "upgrade", "Upgrade", "Echo"),
                (_, start) -> {
                    start.start("101 Switching Protocols");
                    return new Body.Upgrade("echo", InputStream::transferTo);
                })),
            good("one block, whose size is asked", eye -> {
                Iterable<byte[]> body = eye.on(HELLO).call(Environs.of("GET", "/"), (_, _, _) -> _ -> {});
                boolean isCloseable = body instanceof AutoCloseable;
                return ((Collection<byte[]>) body).size() + " " + isCloseable + " " + body.iterator().hasNext();
            }),
            good("a closeable collection", eye -> {
                Iterable<byte[]> body = eye.on((_, start) -> {
                    png(start);
                    return new ClosingList();
                }).call(Environs.of("GET", "/"), (_, _, _) -> _ -> {});
                for (byte[] block : body) if (block.length != 1) return "another block";
                ((AutoCloseable) body).close();
                return ((Collection<byte[]>) body).size() + " " + (body instanceof List);
            }));
    }

    /// A list that can be closed. A server may not ask whether it is a list [1.6].
    private static final class ClosingList extends AbstractCollection<byte[]> implements Closeable {
        @Override
        public Iterator<byte[]> iterator() {
            return List.of(bytes("x")).iterator();
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public void close() {
        }
    }

    private static List<Fixture> patient() {
        return List.of(
            good("a second before the body is made, and none within", eye -> get((_, start) -> {
                eye.clock.addAndGet(600_000_000);
                png(start);
                return new Body.Bytes(bytes("in time"));
            }).under(eye)),
            good("a client that sends slowly", eye -> called(() -> {
                Environ environ = Environs.of("POST", "/");
                Environ.INPUT.put(environ, Input.of(new InputStream() {
                    @Override
                    public int read() {
                        eye.clock.addAndGet(2_000_000_000);
                        return -1;
                    }
                }));
                return environ;
            }, (environ, start) -> start.text("200 OK", environ.input().readAllBytes().length + " bytes")).under(eye)),
            good("a server that comes late", eye -> {
                Iterable<byte[]> body = eye.on(BLOCKS).call(Environs.of("GET", "/"), (_, _, _) -> _ -> {});
                eye.clock.addAndGet(2_000_000_000);
                body.forEach(_ -> {});
                ((AutoCloseable) body).close();
                return "closed";
            }));
    }

    private static List<Fixture> starts() {
        return List.of(
            good("write", get((_, start) -> {
                Write write = start.start("200 OK", "Content-Type", "image/png", "Content-Length", "3");
                write.write(bytes("a"));
                write.write(bytes(""));
                write.write(bytes("b"));
                return List.of(bytes("c"));
            })),
            good("start in the first block", get((_, start) -> making(() -> "", () -> {
                png(start);
                return "x";
            }))),
            good("start in a stream", get((_, start) -> new Body.Stream(new ByteArrayInputStream(bytes("x")) {
                @Override
                public synchronized int read(byte[] into, int offset, int length) {
                    if (available() > 0) start(start);
                    return super.read(into, offset, length);
                }
            }, 8))),
            good("another start with an error", get((_, start) -> {
                start.start("101 Switching Protocols");
                start.start("500 Oops", List.of(), new IOException("oops"));
                return List.of();
            })),
            good("an error behind the head", get((_, start) -> {
                png(start);
                return making(() -> "a", () -> {
                    start.start("500 Oops", List.of(), new IOException("oops"));
                    return "never";
                });
            })),
            good("an error behind the head, wrapped, and closed", get((_, start) -> {
                png(start);
                return closing(making(() -> "a", () -> {
                    start.start("500 Oops", List.of(), new IllegalStateException("oops"));
                    return "never";
                }), () -> {});
            })));
    }

    private static void start(StartResponse start) {
        try {
            png(start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Fixture> requests() {
        Application echo = (environ, start) -> {
            png(start);
            return List.of(environ.input().readLine(), environ.input().readAllBytes(), environ.input().readAllBytes());
        };
        return List.of(
            good("content of known length", called(() -> Environs.of("POST", "/", Headers.of(), bytes("a\nb")), echo)),
            good("chunked content", called(() -> {
                Environ environ = Environs.of("POST", "/", Headers.of("Transfer-Encoding", "chunked"), bytes("a\nb"));
                environ.remove("CONTENT_LENGTH");
                Environ.HEADERS.put(environ, Headers.of("Transfer-Encoding", "chunked"));
                return environ;
            }, echo)),
            good("content that is not read", called(() -> Environs.of("POST", "/", Headers.of(), bytes("a\nb")), HELLO)),
            environ("OPTIONS *", Environs.of("OPTIONS", "*")),
            environ("fields", Environs.of("GET", "/%C3%A9%2F?a=b", "Cookie", "a=1", "Cookie", "b=2", "Accept", "x",
                "accept", "y", "X_Under", "z", "Proxy", "p", "Connection", "close", "Host", "[::1]:80", "Via", "")),
            changed("CONNECT", environ -> environ.putAll(Map.of("REQUEST_METHOD", "CONNECT", "REQUEST_URI", "a:1",
                "PATH_INFO", "", "gateway.raw_path", ""))));
    }

    private static List<Fixture> servers() {
        return List.of(
            changed("mounted", environ -> environ.putAll(Map.of("SCRIPT_NAME", "/app", "PATH_INFO", "/hello"))),
            changed("mounted at the path itself", environ -> environ.putAll(Map.of("SCRIPT_NAME", "/app/hello",
                "PATH_INFO", ""))),
            changed("a target in absolute form", environ -> environ.putAll(Map.of("REQUEST_URI", "http://other/app/hello",
                "HTTP_HOST", "other"))),
            changed("a server at an IPv6 address", environ -> environ.putAll(Map.of("SERVER_NAME", "[2001:db8::1]"))),
            changed("a server at a UNIX socket", environ -> environ.putAll(Map.of("SERVER_NAME", "localhost",
                "SERVER_PORT", "0"))),
            changed("HTTP/2", environ -> environ.put("SERVER_PROTOCOL", "HTTP/2")),
            changed("other owners' keys", environ -> environ.putAll(Map.of("acme.user", 7, "gateway.x.a", 1, "home", "x"))),
            environ("CGI", cgi()),
            good("an everyday environ of its own", eye -> told(InMemory.call(eye.on((environ, start) -> {
                environ.put("acme.mine", "x");
                environ.errors().println("w\uD800");
                environ.errors().printf("%s", 1).flush();
                return start.text("200 OK", "hello");
            }), cgi()))),
            good("a server that stops early", eye -> {
                Iterable<byte[]> body = eye.on((_, start) -> {
                    start.start("200 OK", "Content-Type", "image/png", "Content-Length", "5");
                    return closing("a", "b");
                }).call(Environs.of("GET", "/"), (_, _, _) -> _ -> {});
                body.iterator().next();
                ((AutoCloseable) body).close();
                return "closed";
            }));
    }

    private static Environ cgi() {
        Environ environ = Environ.create();
        environ.putAll(Map.of("REQUEST_METHOD", "GET", "SCRIPT_NAME", "/cgi-bin/a", "PATH_INFO", "", "QUERY_STRING", "",
            "SERVER_NAME", "example.org", "SERVER_PORT", "80", "SERVER_PROTOCOL", "HTTP/1.0", "CONTENT_LENGTH", "",
            "HTTP_ACCEPT", "x", "npm_config", "y"));
        environ.put("gateway.run_once", true);
        Environ.ERRORS.put(environ, new PrintWriter(new StringWriter(), true));
        return Environs.complete(environ);
    }

    private static List<Fixture> middleware() {
        Middleware empties = application -> (environ, start) -> {
            Iterable<byte[]> body = application.call(environ, start);
            return closing(() -> Stream.concat(StreamSupport.stream(body.spliterator(), false).map(_ -> bytes("")),
                Stream.of(bytes("end"))).iterator(), body instanceof AutoCloseable inner ? inner : () -> {});
        };
        Middleware answers = _ -> (_, start) -> start.text("403 Forbidden", "no");
        Middleware through = application -> application::call;
        return Stream.of(UPPER, empties, answers, through).flatMap(middleware -> Stream.of(
            good("a middleware around blocks", around(BLOCKS, middleware)),
            good("a middleware around one block", around(HELLO, middleware)),
            good("a middleware around a stream", around(STREAM, middleware)),
            good("a middleware between two", eye -> told(InMemory.call(
                eye.on(BLOCKS.with(through, eye.on(middleware), UPPER)), Environs.of("GET", "/")))))).toList();
    }
}
