package gangway.spec.lint;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Middleware;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.InputRule;
import gangway.spec.rule.MiddlewareRule;
import gangway.spec.rule.Rule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Environs;

import static gangway.spec.lint.Fixture.around;
import static gangway.spec.lint.Fixture.bad;
import static gangway.spec.lint.Fixture.bytes;
import static gangway.spec.lint.Fixture.closing;
import static gangway.spec.lint.Fixture.elsewhere;
import static gangway.spec.lint.Fixture.get;
import static gangway.spec.lint.Fixture.making;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// Applications and middleware each of which breaks one rule, called by a good server.
final class BadApplications {

    static final List<Fixture> ALL = Stream.of(calls(), starts(), fields(), changesOfMind(), contents(), bodies(),
        middleware(), extensions()).flatMap(List::stream).toList();

    private BadApplications() {
    }

    /// An application that is good but for what it passes to start.
    private static Fixture start(StartRule rule, String status, String... namesAndValues) {
        return bad(rule, status + " " + List.of(namesAndValues), get((_, start) -> {
            start.start(status, namesAndValues);
            return List.of();
        }));
    }

    private static Fixture lengthy(Rule rule, String name, String length, Supplier<Iterable<byte[]>> body) {
        return bad(rule, name, get((_, start) -> {
            start.start("200 OK", "Content-Type", "image/png", "Content-Length", length);
            return body.get();
        }));
    }

    private static Write png(StartResponse start) throws IOException {
        return start.start("200 OK", "Content-Type", "image/png");
    }

    private static List<Fixture> calls() {
        return List.of(
            bad(CallRule.RESULT, "returns null", get((_, start) -> {
                png(start);
                return null;
            })),
            bad(CallRule.APPLICATION_THREAD, "starts on another thread", get((_, start) -> {
                elsewhere(() -> png(start));
                return List.of(bytes("x"));
            })),
            bad(CallRule.APPLICATION_THREAD, "writes on another thread", get((_, start) -> {
                Write write = png(start);
                elsewhere(() -> {
                    write.write(bytes("x"));
                    return "";
                });
                return List.of();
            })),
            bad(InputRule.CLOSE, "closes the input", get((environ, start) -> {
                environ.input().close();
                return start.text("200 OK", "x");
            })),
            bad(InputRule.CLOSE, "closes the errors", Fixture.called(() -> {
                Environ environ = Environs.of("GET", "/");
                Environ.ERRORS.put(environ, new PrintWriter(new StringWriter()));
                return environ;
            }, (environ, start) -> {
                environ.errors().close();
                return start.text("200 OK", "x");
            })));
    }

    private static List<Fixture> starts() {
        return List.of(
            start(StartRule.STATUS, "200OK"),
            start(StartRule.STATUS, "200 O\nK"),
            start(StartRule.FINAL, "103 Early Hints"),
            start(StartRule.REASON, "200 "),
            bad(StartRule.FINAL, "101 and blocks", get((_, start) -> {
                start.start("101 Switching Protocols");
                return List.of(bytes("x"));
            })),
            bad(StartRule.FINAL, "101 and nothing", get((_, start) -> start.empty("101 Switching Protocols"))),
            bad(StartRule.FINAL, "200 and an upgrade", upgraded("200 OK", "echo")),
            start(StartRule.NO_LENGTH, "204 No Content", "Content-Length", "0"),
            start(StartRule.METADATA, "204 No Content", "Content-Type", "image/png"),
            start(StartRule.METADATA, "304 Not Modified", "Content-Encoding", "gzip", "Content-Language", "en"));
    }

    private static List<Fixture> fields() {
        return List.of(
            start(StartRule.STATUS_FIELD, "200 OK", "status", "404"),
            start(StartRule.HOP_BY_HOP, "200 OK", "Connection", "close"),
            start(StartRule.HOP_BY_HOP, "200 OK", "transfer-encoding", "chunked"),
            start(StartRule.LENGTH, "200 OK", "Content-Length", "-1"),
            start(StartRule.LENGTH, "200 OK", "Content-Length", "0", "Content-Length", "0"),
            start(StartRule.CHARSET, "200 OK", "Content-Type", "text/html"),
            start(StartRule.CHARSET, "200 OK", "Content-Type", "Text/Plain; format=flowed"),
            start(StartRule.ENTITY_TAG, "200 OK", "ETag", "1a2b"),
            start(StartRule.ENTITY_TAG, "200 OK", "ETag", "w/\"1a2b\""),
            start(StartRule.ENTITY_TAG, "200 OK", "ETag", "\""),
            bad(StartRule.CONTENT_TYPE, "content of no type", get((_, start) -> {
                start.start("200 OK");
                return List.of(bytes("x"));
            })),
            bad(StartRule.CONTENT_TYPE, "a file of no type", get((_, start) -> {
                start.start("200 OK");
                return new Body.Bytes(bytes("x"));
            })));
    }

    private static List<Fixture> changesOfMind() {
        return List.of(
            bad(StartRule.BEFORE_BODY, "never starts", get((_, _) -> List.of(bytes("x")))),
            bad(StartRule.BEFORE_BODY, "never starts and gives nothing", get((_, _) -> List.of())),
            bad(StartRule.BEFORE_BODY, "never starts a stream", get((_, _) ->
                new Body.Stream(new ByteArrayInputStream(bytes("x")), 8))),
            bad(StartRule.BEFORE_BODY, "never starts a push", get((_, _) -> new Body.Push(out -> out.write(bytes("x"))))),
            bad(StartRule.BEFORE_BODY, "never starts bytes", get((_, _) -> new Body.Bytes(bytes("x")))),
            bad(StartRule.BEFORE_BODY, "never starts an upgrade", Fixture.called(BadApplications::offering, (_, _) ->
                new Body.Upgrade("echo", (_, _) -> {}))),
            bad(StartRule.ONCE, "starts twice", get((_, start) -> {
                png(start);
                png(start);
                return List.of(bytes("x"));
            })),
            bad(StartRule.SWALLOWED, "catches in the call", get((_, start) -> {
                png(start).write(bytes("sent"));
                swallow(start);
                return List.of(bytes("x"));
            })),
            bad(StartRule.SWALLOWED, "catches and starts once more", get((_, start) -> {
                png(start).write(bytes("sent"));
                swallow(start);
                start.start("500 Oops", List.of(), new IOException("oops"));
                return List.of();
            })),
            bad(StartRule.SWALLOWED, "catches, writes and fails", get((_, start) -> {
                Write write = png(start);
                write.write(bytes("sent"));
                swallow(start);
                write.write(bytes("more"));
                throw new IOException("something else");
            })),
            bad(StartRule.SWALLOWED, "catches in a block", get((_, start) -> {
                png(start);
                return making(() -> "sent", () -> swallow(start), () -> "x");
            })));
    }

    private static String swallow(StartResponse start) {
        try {
            start.start("500 Oops", List.of(), new IOException("oops"));
        } catch (IOException swallowed) {
            return "all is well";
        }
        return "";
    }

    private static List<Fixture> contents() {
        return List.of(
            lengthy(ContentRule.NOT_MORE, "a block too long", "3", () -> List.of(bytes("hello"))),
            lengthy(ContentRule.NOT_MORE, "a stream too long", "3", () ->
                new Body.Stream(new ByteArrayInputStream(bytes("hello")), 9)),
            lengthy(ContentRule.NOT_MORE, "a push too long", "3", () -> new Body.Push(out -> out.write(bytes("hello")))),
            lengthy(ContentRule.NOT_MORE, "bytes too long", "3", () -> new Body.Bytes(bytes("hello"))),
            lengthy(ContentRule.NOT_LESS, "blocks too short", "9", () -> List.of(bytes("a"), bytes("b"))),
            lengthy(ContentRule.NOT_LESS, "a stream too short", "9", () ->
                new Body.Stream(new ByteArrayInputStream(bytes("a")), 9)),
            lengthy(ContentRule.NOT_LESS, "a push too short", "9", () -> new Body.Push(out -> out.write(bytes("hello")))),
            lengthy(ContentRule.NOT_LESS, "bytes too short", "9", () -> new Body.Bytes(bytes("hello"))),
            lengthy(ContentRule.NOT_LESS, "nothing", "9", () -> List.of()),
            bad(ContentRule.NOT_MORE, "writes too much", get((_, start) -> {
                start.start("200 OK", "Content-Type", "image/png", "Content-Length", "3").write(bytes("hello"));
                return List.of();
            })),
            bad(ContentRule.EMPTY, "204 with content", get((_, start) -> {
                start.start("204 No Content");
                return List.of(bytes("x"));
            })),
            bad(ContentRule.EMPTY, "304 with bytes", get((_, start) -> {
                start.start("304 Not Modified", "Content-Length", "9");
                return new Body.Bytes(bytes("x"));
            })));
    }

    private static List<Fixture> bodies() {
        return List.of(
            bad(BodyRule.NO_NULL, "a null block", get((_, start) -> {
                png(start);
                return Arrays.asList(bytes("x"), null, bytes("y"));
            })),
            bad(BodyRule.NO_NULL, "writes null", get((_, start) -> {
                png(start).write(null);
                return List.of();
            })),
            bad(BodyRule.WRITE_VALID, "writes in a block", get((_, start) -> {
                Write write = png(start);
                return making(() -> {
                    write.write(bytes("w"));
                    return "x";
                });
            })),
            bad(BodyRule.WRITE_VALID, "writes behind a push", get((environ, start) -> {
                png(start);
                return new Body.Push(out -> {
                    out.write(bytes("x"));
                    Environ.ON_FINISHED.of(environ).add(_ -> assertThrows(Violation.class, () -> out.write(bytes("late"))));
                });
            })),
            bad(BodyRule.CLOSE_FAILED, "close throws", get((_, start) -> {
                png(start);
                return closing(List.of(bytes("x")), () -> {
                    throw new IOException("cannot close");
                });
            })),
            bad(BodyRule.FROZEN, "reuses a block", get((_, start) -> {
                png(start);
                byte[] block = new byte[1];
                return () -> IntStream.range(0, 3).mapToObj(i -> {
                    block[0] = (byte) ('a' + i);
                    return block;
                }).iterator();
            })),
            bad(BodyRule.FROZEN, "changes a block behind the last", get((_, start) -> {
                png(start);
                byte[] block = bytes("x");
                return closing(List.of(block, bytes("y")), () -> block[0] = '?');
            })),
            bad(BodyRule.FROZEN, "reuses a written block", get((_, start) -> {
                byte[] block = bytes("x");
                Write write = png(start);
                write.write(block);
                block[0] = 'y';
                write.write(block);
                return List.of();
            })),
            bad(BodyRule.PROMPT, "returns late", eye -> get((_, start) -> {
                eye.clock.addAndGet(1_000_000_001);
                png(start);
                return new Body.Bytes(bytes("late"));
            }).under(eye)),
            bad(BodyRule.PROMPT, "begins late", eye -> get((_, start) -> {
                png(start);
                return making(() -> "", () -> {
                    eye.clock.addAndGet(1_000_000_001);
                    return "late";
                });
            }).under(eye)));
    }

    private static List<Fixture> middleware() {
        Application blocks = (_, start) -> {
            png(start);
            return closing("a", "b", "c");
        };
        return List.of(
            bad(MiddlewareRule.YIELDS, "joins blocks", around(blocks, application -> (environ, start) -> {
                Iterable<byte[]> body = application.call(environ, start);
                return closing(() -> List.of(body).stream().map(BadApplications::joined).iterator(), (AutoCloseable) body);
            })),
            bad(MiddlewareRule.RETURNS, "drains in the call", around(blocks, application -> (environ, start) -> {
                Iterable<byte[]> body = application.call(environ, start);
                try (AutoCloseable _ = (AutoCloseable) body) {
                    return List.of(joined(body));
                }
            })),
            bad(MiddlewareRule.WRITE, "writes what was returned", around(blocks, application -> (environ, start) -> {
                var write = new AtomicReference<Write>();
                Iterable<byte[]> body = application.call(environ, (status, headers, error) -> {
                    write.set(start.start(status, headers, error));
                    return write.get();
                });
                try (AutoCloseable _ = (AutoCloseable) body) {
                    for (byte[] block : body) write.get().write(block);
                }
                return List.of();
            })),
            bad(MiddlewareRule.CLOSES, "forgets close", around(blocks, application -> (environ, start) ->
                application.call(environ, start)::iterator)),
            bad(MiddlewareRule.CLOSES, "closes something else", around(blocks, application -> (environ, start) -> {
                Iterable<byte[]> body = application.call(environ, start);
                return closing(body, () -> {});
            })),
            bad(MiddlewareRule.CLOSES, "fails", around(blocks, (Middleware) application -> (environ, start) -> {
                application.call(environ, start);
                throw new IllegalStateException("no body is returned");
            })));
    }

    private static byte[] joined(Iterable<byte[]> body) {
        var all = new ByteArrayOutputStream();
        body.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static List<Fixture> extensions() {
        return List.of(
            bad(ExtensionRule.FINISHED_THROWS, "a hook throws", get((environ, start) -> {
                Environ.ON_FINISHED.of(environ).add(_ -> {
                    throw new IllegalStateException("behind the response");
                });
                return start.text("200 OK", "x");
            })),
            bad(ExtensionRule.OFFERED, "speaks what nobody offered", upgraded("101 Switching Protocols", "morse")));
    }

    private static Fixture.Run upgraded(String status, String protocol) {
        return Fixture.called(BadApplications::offering, (_, start) -> {
            start.start(status);
            return new Body.Upgrade(protocol, (_, _) -> {});
        });
    }

    private static Environ offering() {
        return Environs.of("GET", "/", "Connection", "upgrade", "Upgrade", "echo");
    }
}
