package gangway.wsgiref;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.Write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Small applications, each the twin of the one of its name in `applications.py`. Not thread-safe.
final class Applications {

    private static final Header PLAIN = new Header("Content-Type", "text/plain");

    private final Map<String, Application> all = new LinkedHashMap<>();
    private int closed;

    Applications() {
        bodies();
        lengths();
        contentWhereThereIsNone();
        starts();
        failures();
        statusesAndFields();
        inputAndEnviron();
    }

    /// All of them by name.
    Map<String, Application> all() {
        return Collections.unmodifiableMap(all);
    }

    /// How often bodies were closed.
    int closed() {
        return closed;
    }

    /// What a generator does until it yields: gives the block, or fails.
    @FunctionalInterface
    private interface Step {
        byte[] take() throws IOException;
    }

    private static Step block(String text) {
        return () -> bytes(text);
    }

    private static Step failing() {
        return () -> {
            throw new IllegalStateException("failed");
        };
    }

    /// A generator, whose closing is counted.
    private record Steps(List<Step> steps, Runnable onClose) implements Iterable<byte[]>, AutoCloseable {

        @Override
        public Iterator<byte[]> iterator() {
            Iterator<Step> left = steps.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return left.hasNext();
                }

                @Override
                public byte[] next() {
                    try {
                        return left.next().take();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        }

        @Override
        public void close() {
            onClose.run();
        }
    }

    private Iterable<byte[]> body(Step... steps) {
        return new Steps(List.of(steps), () -> closed++);
    }

    private Iterable<byte[]> body(String... blocks) {
        return body(Stream.of(blocks).map(Applications::block).toArray(Step[]::new));
    }

    private static List<byte[]> list(String... blocks) {
        return Stream.of(blocks).map(Applications::bytes).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static Write ok(StartResponse start, String... namesAndValues) throws IOException {
        var headers = new ArrayList<>(List.of(PLAIN));
        for (int i = 0; i < namesAndValues.length; i += 2) headers.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        return start.start("200 OK", headers);
    }

    private static Write unavailable(StartResponse start) throws IOException {
        return start.start("503 Service Unavailable", List.of(PLAIN), new IllegalStateException("failed"));
    }

    /// What an application returns when it has said `200 OK`.
    @FunctionalInterface
    private interface Returned {
        Iterable<byte[]> after(Write write) throws IOException;
    }

    private void returning(String name, Returned returned, String... namesAndValues) {
        all.put(name, (_, start) -> returned.after(ok(start, namesAndValues)));
    }

    private void bodies() {
        returning("hello", _ -> list("Hello, world!\n"));
        returning("several_blocks", _ -> list("one", "two", "three"));
        returning("empty_body", _ -> List.of());
        returning("one_empty_block", _ -> list(""));
        returning("empty_first_block", _ -> body("", "", "x"));
        returning("write_then_iterate", write -> {
            write.write(bytes("written, "));
            return list("returned");
        });
        returning("write_only", write -> {
            write.write(bytes("one "));
            write.write(bytes("two"));
            return List.of();
        });
        returning("write_while_iterated", write -> body(block("one "), () -> {
            write.write(bytes("two "));
            return bytes("three");
        }));
        all.put("lazy_start", (_, start) -> body(() -> {
            start.start("202 Accepted", List.of(PLAIN));
            return bytes("late");
        }));
        all.put("lazy_start_without_blocks", (_, start) -> body(() -> {
            start.start("202 Accepted", List.of(PLAIN));
            return new byte[0];                                // an iterator of Java's cannot end in next()
        }));
        returning("closed_at_the_end", _ -> body("a", "b"));
        returning("file_wrapper", _ -> Body.of(new ByteArrayInputStream(bytes("a file of some bytes")) {
            @Override
            public void close() {
                closed++;
            }
        }, 7));
    }

    private void lengths() {
        returning("length_given", _ -> body("abc", "def"), "Content-Length", "6");
        returning("length_too_short_for_the_block", _ -> list("abcdef"), "Content-Length", "3");
        returning("length_too_short_for_the_blocks", _ -> body("ab", "cd", "ef"), "Content-Length", "3");
        returning("length_too_short_for_what_is_written", write -> {
            write.write(bytes("abcdef"));
            return List.of();
        }, "Content-Length", "3");
        returning("length_too_long", _ -> body("abc"), "Content-Length", "10");
        returning("length_no_number", _ -> list("abc"), "Content-Length", "+3");
        returning("length_twice", _ -> list("abc"), "Content-Length", "3", "Content-Length", "4");
    }

    private void contentWhereThereIsNone() {
        returning("head_with_body", _ -> body("abc"));
        returning("head_without_body", _ -> List.of());
        returning("head_with_length", _ -> List.of(), "Content-Length", "3");
        all.put("no_content", (_, start) -> start.empty("204 No Content"));
        all.put("no_content_with_body", (_, start) -> {
            start.start("204 No Content");
            return body("abc");
        });
        all.put("not_modified", (_, start) -> {
            start.start("304 Not Modified", "ETag", "\"1\"");
            return List.of();
        });
        all.put("not_modified_with_body", (_, start) -> {
            start.start("304 Not Modified", "ETag", "\"1\"");
            return body("abc");
        });
    }

    private void starts() {
        all.put("start_twice", (_, start) -> {
            ok(start);
            start.start("404 Not Found", List.of(PLAIN));
            return list("x");
        });
        all.put("start_twice_because_the_first_was_refused", (_, start) -> {
            try {
                start.start("bad", List.of(PLAIN));
            } catch (Violation _) {
                ok(start);
            }
            return list("x");
        });
        all.put("start_again_before_output", (_, start) -> {
            start.start("200 OK", "X-First", "1");
            unavailable(start);
            return list("sorry");
        });
        all.put("start_again_after_an_empty_block", (_, start) -> {
            ok(start);
            return body(block(""), startingAgain(start));
        });
        all.put("start_again_after_output", (_, start) -> {
            ok(start);
            return body(block("half"), startingAgain(start));
        });
        all.put("never_starts", (_, _) -> body("x"));
        all.put("never_starts_and_has_no_blocks", (_, _) -> body(new Step[0]));
    }

    private static Step startingAgain(StartResponse start) {
        return () -> {
            unavailable(start);
            return bytes("sorry");
        };
    }

    private void failures() {
        all.put("fails_before_start", (_, _) -> {
            throw new IllegalStateException("failed");
        });
        returning("fails_after_start", _ -> {
            throw new IllegalStateException("failed");
        });
        returning("fails_after_write", write -> {
            write.write(bytes("half"));
            throw new IllegalStateException("failed");
        });
        returning("fails_in_the_first_block", _ -> body(failing()));
        returning("fails_after_an_empty_block", _ -> body(block(""), failing()));
        returning("fails_after_a_block", _ -> body(block("half"), failing()));
        returning("fails_in_close", _ -> new Steps(List.of(block("whole")), () -> {
            closed++;
            throw new IllegalStateException("failed");
        }));
        returning("returns_nothing", _ -> null);
        returning("yields_nothing", _ -> body(() -> null));
    }

    private void statusesAndFields() {
        returning("fields_repeated", _ -> list("x"), "Set-Cookie", "a=1", "Set-Cookie", "b=2");
        returning("field_in_latin_1", _ -> list("x"), "X-Name", "\u00E9\u00FF");
        returning("field_about_the_connection", _ -> list("x"), "Connection", "close");
        returning("field_trailer", _ -> list("x"), "Trailer", "X-Sum");
        returning("field_with_a_line_break", _ -> list("x"), "X-Name", "a\r\nX-Split: b");
        returning("field_not_in_latin_1", _ -> list("x"), "X-Name", "\u20AC");
        returning("field_name_with_a_blank", _ -> list("x"), "X Name", "a");
        Map.of("without_a_reason", "200", "without_a_blank", "200OK", "without_a_number", "20X OK",
            "with_a_line_break", "200 OK\r\nX-Split: b", "not_final", "100 Continue", "unknown", "299 Somehow")
            .forEach((name, status) -> all.put("status_" + name, (_, start) -> {
                start.start(status, List.of(PLAIN));
                return list("x");
            }));
    }

    private void inputAndEnviron() {
        all.put("input_to_its_length", (environ, start) -> {
            ok(start);
            return List.of(environ.input().readBytes((int) environ.contentLength().orElseThrow()));
        });
        all.put("input_line_by_line", (environ, start) -> {
            ok(start);
            var input = environ.input();
            return List.of(input.readLine(), bytes("|"), input.readLine(3), bytes("|"), joined(input.readLines(1)),
                bytes("|"), input.readLine());
        });
        all.put("input_iterated", (environ, start) -> {
            ok(start);
            return List.of(joined(environ.input()));
        });
        all.put("input_in_lines", (environ, start) -> {
            ok(start);
            return List.of(joined(environ.input().readLines(-1)));
        });
        all.put("environ_echoed", (environ, start) -> {
            ok(start);
            return list(echo(environ));
        });
        all.put("errors_written", (environ, start) -> {
            environ.errors().write("a complaint\n");
            environ.errors().flush();
            ok(start);
            return list("x");
        });
    }

    private static byte[] joined(Iterable<byte[]> lines) {
        var joined = new StringJoiner("|");
        lines.forEach(line -> joined.add(new String(line, ISO_8859_1)));
        return bytes(joined.toString());
    }

    private static String echo(Environ environ) {
        return Stream.of("REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT",
            "SERVER_PROTOCOL", "CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_ACCEPT", "REMOTE_USER")
            .map(name -> name + "=" + environ.getOrDefault(name, "(absent)") + "\n").collect(Collectors.joining());
    }
}
