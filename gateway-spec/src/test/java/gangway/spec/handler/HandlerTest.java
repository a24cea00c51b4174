package gangway.spec.handler;

import module java.base;

import gangway.spec.Application;
import gangway.spec.BadRequest;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.StartResponse;
import gangway.spec.Status;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.rule.StartRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What becomes of an application's answer, good or bad, in the words of a [Transcript].
class HandlerTest {

    private static final String FAILED = """
        500 Internal Server Error, Content-Type: text/plain; charset=utf-8, Content-Length: 26
        block 500 Internal Server Error

        end
        """;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Iterable<byte[]> blocks(String... blocks) {
        return Stream.of(blocks).map(HandlerTest::bytes).toList();
    }

    // The head.

    @Tag("facts-11")
    @Test
    @Verifies(content = ContentRule.GENERATED)
    void aBodyOfOneBlockHasItsLengthAnnounced() {
        assertEquals("200 OK, Content-Length: 5\nblock hello\nend\n", Transcript.of((_, start) -> {
            start.start("200 OK");
            return blocks("hello");
        }).toString());
    }

    @Tag("facts-11")
    @Test
    void aBodyOfSeveralBlocksHasNoLength() {
        assertEquals("200 OK\nblock a\nblock b\nend\n", Transcript.of((_, start) -> {
            start.start("200 OK");
            return blocks("a", "b");
        }).toString());
    }

    @Test
    void anEmptyBodyHasLengthZero() {
        assertEquals("200 OK, Content-Length: 0\nend\n", Transcript.of((_, start) -> start.empty("200 OK")).toString());
    }

    @Tag("facts-5")
    @Test
    @Verifies(start = StartRule.BEFORE_BODY)
    void startMayBeCalledByTheFirstNext() {
        assertEquals("200 OK\nblock late\nend\n", Transcript.of((_, start) -> () -> new Iterator<>() {
            private boolean done;

            @Override
            public boolean hasNext() {
                return !done;
            }

            @Override
            public byte[] next() {
                done = true;
                assertDoesNotThrow(() -> start.start("200 OK"));
                return bytes("late");
            }
        }).toString());
    }

    @Tag("facts-10")
    @Test
    @Verifies(start = StartRule.DELAYED)
    void emptyBlocksHoldTheHeadBackAndAreNeverSent() {
        assertEquals("200 OK\nblock x\nend\n", Transcript.of((_, start) -> {
            start.start("200 OK");
            return blocks("", "", "x", "");
        }).toString());
    }

    @Tag("facts-9")
    @Test
    @Verifies(start = StartRule.DELAYED, http = HttpRule.FAILURE)
    void anApplicationThatFailsBehindAnEmptyBlockHasSentNothing() {
        assertEquals(FAILED, Transcript.of((_, start) -> {
            start.start("200 OK");
            return failingAfter("");
        }).toString());
    }

    private static Iterable<byte[]> failingAfter(String block) {
        return () -> Stream.of(block, "!").map(text -> {
            if (text.equals("!")) throw new IllegalStateException("in the middle");
            return bytes(text);
        }).iterator();
    }

    @Tag("facts-7")
    @Test
    @Verifies(start = StartRule.REPLACED)
    void aSecondStartWithAnErrorReplacesTheFirst() {
        assertEquals("503 Sorry, X: 2, Content-Length: 1\nblock s\nend\n", Transcript.of((_, start) -> {
            start.start("200 OK", "X", "1", "Content-Length", "100");
            start.start("503 Sorry", List.of(new Header("X", "2")), new IOException("no database"));
            return blocks("s");
        }).toString());
    }

    @Tag("facts-6")
    @Test
    @Verifies(start = StartRule.ONCE)
    void aSecondStartWithoutAnErrorIsAViolation() {
        var transcript = Transcript.of((_, start) -> {
            start.start("200 OK");
            start.start("200 OK");
            return blocks("x");
        });
        assertEquals(FAILED, transcript.toString());
        assertTrue(transcript.reported.getFirst().getMessage().startsWith("start was called a second time"));
    }

    @Tag("facts-6")
    @Test
    @Verifies(start = StartRule.AGAIN)
    void aFirstStartThatFailedWasStillTheFirst() {
        assertEquals(FAILED, Transcript.of((_, start) -> {
            assertThrows(Violation.class, () -> start.start("nonsense"));
            start.start("200 OK");
            return blocks("x");
        }).toString());
    }

    @Tag("facts-8")
    @Test
    @Verifies(start = StartRule.RETHROWN)
    void startWithAnErrorBehindTheHeadThrowsThatVeryError() {
        var error = new IOException("too late");
        var transcript = Transcript.of((_, start) -> {
            Write write = start.start("200 OK");
            write.write(bytes("part"));
            start.start("500 Oops", List.of(), error);
            return List.of();
        });
        assertEquals("200 OK\nblock part\nabort\n", transcript.toString());
        assertSame(error, transcript.reported.getFirst());
    }

    @Test
    void anErrorBehindTheHeadBreaksTheResponseOffEvenWhenItIsSwallowed() {
        var error = new IOException("too late");
        var transcript = Transcript.of((_, start) -> {
            start.start("200 OK").write(bytes("part"));
            assertSame(error, assertThrows(IOException.class, () -> start.start("500 Oops", List.of(), error)));
            return blocks("rest");
        });
        assertEquals("200 OK\nblock part\nabort\n", transcript.toString());
        assertSame(error, transcript.reported.getFirst());
    }

    @Test
    void aSecondStartThatIsRefusedLeavesNoStatus() {
        assertEquals(FAILED, Transcript.of((_, start) -> {
            start.start("200 OK");
            assertThrows(Violation.class, () -> start.start("nonsense", List.of(), new IOException("no database")));
            return blocks("x");
        }).toString());
    }

    @Test
    void writingNullIsAViolation() {
        var transcript = Transcript.of((_, start) -> {
            start.start("200 OK").write(nothing());
            return List.of();
        });
        assertEquals(FAILED, transcript.toString());
        assertTrue(transcript.reported.getFirst().getMessage().startsWith("the body holds null"));
    }

    @Tag("facts-4")
    @Test
    @Verifies(start = StartRule.BEFORE_BODY)
    void aBodyWithoutAStatusIsAViolation() {
        assertEquals(FAILED, Transcript.of((_, _) -> blocks("x")).toString());
        assertEquals(FAILED, Transcript.of((_, _) -> List.of()).toString());
    }

    @Tag("facts-3")
    @Test
    @Verifies(call = CallRule.RESULT)
    void nullIsNoBody() {
        var transcript = Transcript.of((_, start) -> {
            start.start("200 OK");
            return nothing();
        });
        assertEquals(FAILED, transcript.toString());
        assertTrue(transcript.reported.getFirst().getMessage().contains("returned null"));
    }

    private static <T> T nothing() {
        return null;
    }

    @Test
    @Verifies(body = BodyRule.NO_NULL)
    void nullIsNoBlock() {
        assertEquals(FAILED, Transcript.of((_, start) -> {
            start.start("200 OK");
            return Collections.singletonList(nothing());
        }).toString());
    }

    @Tag("facts-23")
    @ParameterizedTest
    @ValueSource(strings = {"Connection", "transfer-encoding", "UPGRADE", "Trailer", "Trailers", "Keep-Alive", "TE",
        "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection"})
    @Verifies(start = {StartRule.HOP_BY_HOP, StartRule.IN_START})
    void fieldsOfTheConnectionAreRefusedInsideStart(String name) {
        var transcript = Transcript.of((_, start) -> {
            var refused = assertThrows(Violation.class, () -> start.start("200 OK", name, "x"));
            start.start("500 Oops", List.of(), refused);
            return blocks("x");
        });
        assertEquals("500 Oops, Content-Length: 1\nblock x\nend\n", transcript.toString());
    }

    @Tag("facts-26")
    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "103 Early Hints", "200", "2000 OK"})
    @Verifies(start = {StartRule.FINAL, StartRule.STATUS, StartRule.IN_START})
    void aStatusThatIsNotFinalIsRefusedInsideStart(String status) {
        var thrown = new AtomicReference<Throwable>();
        Transcript.of((_, start) -> {
            thrown.set(assertThrows(Violation.class, () -> start.start(status)));
            return List.of();
        });
        assertTrue(thrown.get() instanceof Violation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+3", "-3", "0x3", "3, 3", "", "1234567890123456789012"})
    @Verifies(start = StartRule.LENGTH)
    void aContentLengthThatIsNoNumberIsRefusedInsideStart(String length) {
        assertEquals(FAILED, Transcript.of((_, start) -> {
            start.start("200 OK", "Content-Length", length);
            return blocks("abc");
        }).toString());
    }

    // The content.

    @Tag("facts-13")
    @Test
    @Verifies(content = {ContentRule.NOT_MORE, ContentRule.CUT})
    void contentIsCutAtItsAnnouncedLength() {
        var taken = new AtomicInteger();
        var transcript = Transcript.of((_, start) -> {
            start.start("200 OK", "Content-Length", "3");
            return () -> Stream.of("ab", "cd", "ef").peek(_ -> taken.incrementAndGet()).map(HandlerTest::bytes).iterator();
        });
        assertEquals("200 OK, Content-Length: 3\nblock ab\nblock c\nend\n", transcript.toString());
        assertEquals(2, taken.get(), "and no more is taken");
        assertEquals(1, transcript.reported.size());
    }

    @Tag("facts-14")
    @Test
    @Verifies(content = {ContentRule.NOT_LESS, ContentRule.BROKEN_OFF})
    void contentThatIsTooShortBreaksTheResponseOff() {
        var transcript = Transcript.of((_, start) -> {
            start.start("200 OK", "Content-Length", "10");
            return blocks("abc");
        });
        assertEquals("200 OK, Content-Length: 10\nblock abc\nabort\n", transcript.toString());
        assertTrue(transcript.reported.getFirst().getMessage().startsWith("the body is 7 bytes shorter"));
    }

    @Test
    @Verifies(content = ContentRule.NOT_LESS)
    void contentThatIsMissingAltogetherIsAFailureBeforeAnythingIsSent() {
        assertEquals(FAILED, Transcript.of((_, start) -> {
            start.start("200 OK", "Content-Length", "10");
            return List.of();
        }).toString());
    }

    @Tag("facts-15")
    @Test
    @Verifies(content = ContentRule.CUT)
    void writingPastTheAnnouncedLengthIsAViolation() {
        assertEquals("200 OK, Content-Length: 3\nblock abc\nend\n", Transcript.of((_, start) -> {
            Write write = start.start("200 OK", "Content-Length", "3");
            write.write(bytes("abc"));
            assertThrows(Violation.class, () -> write.write(bytes("d")));
            return List.of();
        }).toString());
    }

    @Tag("facts-16")
    @Test
    @Verifies(body = BodyRule.WRITE_SAME)
    void whatIsWrittenGoesBeforeWhatIsReturned() {
        assertEquals("200 OK\nblock written\nblock returned\nend\n", Transcript.of((_, start) -> {
            start.start("200 OK").write(bytes("written"));
            return blocks("returned");
        }).toString());
    }

    @Tag("facts-17")
    @Test
    @Verifies(body = BodyRule.WRITE_VALID)
    void writingAndStartingBehindTheResponseAreViolations() {
        var kept = new AtomicReference<Write>();
        var keptStart = new AtomicReference<StartResponse>();
        Transcript.of((_, start) -> {
            keptStart.set(start);
            kept.set(start.start("200 OK"));
            return List.of();
        });
        assertThrows(Violation.class, () -> kept.get().write(bytes("x")));
        assertThrows(Violation.class, () -> keptStart.get().start("200 OK"));
    }

    @Tag("facts-20")
    @Test
    @Verifies(content = ContentRule.NONE)
    void headHasTheFieldsOfGetAndNoContent() {
        Application hello = (_, start) -> start.text("200 OK", "hello");
        assertEquals("200 OK, Content-Type: text/plain; charset=utf-8, Content-Length: 5\nend\n",
            Transcript.of("HEAD", hello).toString());
    }

    @Test
    @Verifies(content = ContentRule.NONE)
    void anEmptyBodyAfterHeadSaysNothingOfTheLengthAfterGet() {
        assertEquals("200 OK\nend\n", Transcript.of("HEAD", (_, start) -> start.empty("200 OK")).toString());
    }

    @Tag("facts-21")
    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    @Verifies(content = {ContentRule.NONE, ContentRule.EMPTY})
    void statusesWithoutContentDropItAndSaySoOnce(String status) {
        var transcript = Transcript.of((_, start) -> {
            start.start(status);
            return blocks("a", "b");
        });
        assertEquals(status + "\nend\n", transcript.toString());
        assertEquals(1, transcript.reported.size());
    }

    @Tag("facts-21")
    @Test
    @Verifies(start = StartRule.NO_LENGTH)
    void noContentHasNoLength() {
        assertEquals("204 No Content\nend\n", Transcript.of((_, start) -> {
            start.start("204 No Content", "Content-Length", "0");
            return List.of();
        }).toString());
    }

    @Test
    void notModifiedMayTellTheLengthOfTheOther() {
        assertEquals("304 Not Modified, Content-Length: 100\nend\n", Transcript.of((_, start) -> {
            start.start("304 Not Modified", "Content-Length", "100");
            return List.of();
        }).toString());
    }

    @Test
    @Verifies(content = ContentRule.EMPTY)
    void resetContentHasLengthZero() {
        assertEquals("205 Reset Content, Content-Length: 0\nend\n", Transcript.of((_, start) -> {
            start.start("205 Reset Content");
            return blocks("x");
        }).toString());
    }

    @Test
    void trailersThatWereAnnouncedAreSentThoughTheirKeyIsGone() {
        Environ environ = Environs.of("GET", "/", "TE", "trailers");
        Exchange exchange = InMemory.call((in, start) -> {
            Environ.TRAILERS.of(in).add("X-Sum", () -> "1");
            start.start("200 OK").write(bytes("x"));
            in.remove(Environ.TRAILERS.name());
            return List.of();
        }, environ);
        assertEquals(Optional.of("1"), exchange.trailers().get("X-Sum"));
        assertTrue(exchange.complete());
    }

    // Bodies that the server knows.

    @Test
    @Verifies(content = ContentRule.GENERATED)
    void aBodyThatKnowsItsLengthHasItAnnounced() {
        assertEquals("200 OK, Content-Length: 3\nblock ab\nblock c\nend\n", Transcript.of((_, start) -> {
            start.start("200 OK");
            return new Body.Buffers(List.of(ByteBuffer.wrap(bytes("ab")), ByteBuffer.wrap(bytes("c"))));
        }).toString());
    }

    @Test
    void aPushIsWritten() {
        assertEquals("200 OK\nblock one\nblock two\nend\n", Transcript.of((_, start) -> {
            start.start("200 OK");
            return new Body.Push(out -> {
                out.write(bytes("one"));
                out.write(bytes("two"));
            });
        }).toString());
    }

    @Test
    void aPushIsNotRunForHead() {
        assertEquals("200 OK\nend\n", Transcript.of("HEAD", (_, start) -> {
            start.start("200 OK");
            return new Body.Push(_ -> {
                throw new IllegalStateException("would run for ever");
            });
        }).toString());
    }

    @Test
    @Verifies(extension = ExtensionRule.UPGRADE)
    void anUpgradeRunsItsConversation() {
        assertEquals("upgrade echo\npingend\n", Transcript.of((_, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", InputStream::transferTo);
        }).toString());
    }

    @Test
    @Verifies(extension = ExtensionRule.OFFERED)
    void anUpgradeThatWasNotOfferedFails() {
        assertEquals(FAILED, Transcript.of((_, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("other", InputStream::transferTo);
        }).toString());
    }

    @Test
    @Verifies(start = StartRule.FINAL)
    void anUpgradeNeedsStatus101AndTheOtherWayRound() {
        assertEquals(FAILED, Transcript.of((_, start) -> {
            start.start("200 OK");
            return new Body.Upgrade("echo", InputStream::transferTo);
        }).toString());
        assertEquals(FAILED, Transcript.of((_, start) -> {
            start.start("101 Switching Protocols");
            return blocks("x");
        }).toString());
    }

    @Test
    @Verifies(http = HttpRule.ABORT)
    void aConversationThatFailsIsCut() {
        assertEquals("upgrade echo\nabort\n", Transcript.of((_, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", (_, _) -> {
                throw new IOException("in the middle");
            });
        }).toString());
    }

    // Failures.

    @Test
    @Verifies(http = HttpRule.FAILURE)
    void whatAnApplicationThrowsIsReportedAndNotSent() {
        var failure = new Exception("secret");
        var transcript = Transcript.of((_, _) -> {
            throw failure;
        });
        assertEquals(FAILED, transcript.toString());
        assertSame(failure, transcript.reported.getFirst());
    }

    @Test
    @Verifies(http = HttpRule.ABORT)
    void aFailureBehindTheHeadBreaksTheResponseOff() {
        assertEquals("200 OK\nblock part\nabort\n", Transcript.of((_, start) -> {
            start.start("200 OK");
            return failingAfter("part");
        }).toString());
    }

    @Test
    void aBadRequestIsAnsweredWithItsStatusAndReason() {
        var transcript = Transcript.of((_, _) -> {
            throw new BadRequest(new Status(413, "Content Too Large"), "too much");
        });
        assertEquals("413 Content Too Large, Content-Type: text/plain; charset=utf-8, Content-Length: 32\n"
            + "block 413 Content Too Large: too much\n\nend\n", transcript.toString());
        assertEquals(List.of(), transcript.reported);
    }

    @Test
    void aBadRequestBringsTheFieldsOfItsStatus() {
        var transcript = Transcript.of((_, _) -> {
            throw new BadRequest(new Status(503, "Service Unavailable"), "full", List.of(new Header("Retry-After", "1")));
        });
        assertTrue(transcript.toString().startsWith("503 Service Unavailable, Content-Type: text/plain; charset=utf-8, "
            + "Retry-After: 1, Content-Length: "), transcript::toString);
    }

    @Test
    void anErrorOfTheInputIsRecognisedThroughItsIterator() {
        assertTrue(Transcript.of((_, _) -> {
            throw new UncheckedIOException(new BadRequest(Status.BAD_REQUEST, "bad chunk"));
        }).toString().startsWith("400 Bad Request"));
    }

    @Test
    @Verifies(http = HttpRule.CLIENT_GONE)
    void aClientThatLeftIsNobodysFault() {
        var transcript = Transcript.ofLeaving(1, (_, start) -> {
            start.start("200 OK");
            return blocks("a", "b", "c");
        });
        assertEquals("200 OK\nblock a\nabort\n", transcript.toString());
        assertEquals(List.of(), transcript.reported);
    }

    // close().

    private record Closing(Iterable<byte[]> blocks, AutoCloseable closer) implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return blocks.iterator();
        }

        @Override
        public void close() throws IOException {
            try {
                closer.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    private static int closedAfter(String method, String status, Iterable<byte[]> blocks, int leavesAfter) {
        var closed = new AtomicInteger();
        Application application = (_, start) -> {
            start.start(status);
            return new Closing(blocks, closed::incrementAndGet);
        };
        if (leavesAfter == Integer.MAX_VALUE) Transcript.of(method, application);
        else Transcript.ofLeaving(leavesAfter, application);
        return closed.get();
    }

    @Tag("facts-18")
    @Test
    @Verifies(body = BodyRule.CLOSED)
    void theBodyIsClosedExactlyOnceWhateverHappens() {
        int never = Integer.MAX_VALUE;
        assertEquals(1, closedAfter("GET", "200 OK", blocks("a", "b"), never), "normally");
        assertEquals(1, closedAfter("HEAD", "200 OK", blocks("a", "b"), never), "after HEAD");
        assertEquals(1, closedAfter("GET", "204 No Content", blocks(), never), "without content");
        assertEquals(1, closedAfter("GET", "304 Not Modified", blocks("x"), never), "with dropped content");
        assertEquals(1, closedAfter("GET", "200 OK", failingAfter("a"), never), "after a failure");
        assertEquals(1, closedAfter("GET", "200 OK", blocks("a", "b"), 1), "after the client left");
    }

    @Tag("facts-19")
    @Test
    @Verifies(body = {BodyRule.CLOSE_LOGGED, BodyRule.CLOSE_FAILED})
    void aFailingCloseIsReportedAndLeavesTheResponseAlone() {
        var transcript = Transcript.of((_, start) -> {
            start.start("200 OK");
            return new Closing(blocks("a"), () -> {
                throw new IllegalStateException("cannot close");
            });
        });
        assertEquals("200 OK\nblock a\nend\n", transcript.toString());
        assertEquals("cannot close", transcript.reported.getFirst().getCause().getMessage());
    }

    @Test
    @Verifies(http = HttpRule.FAILURE)
    void theReporterOfStackTracesWritesToTheErrorStream() {
        var text = new StringWriter();
        Environ environ = Environ.create();
        Environ.ERRORS.put(environ, new PrintWriter(text));
        Reporter.STACK_TRACE.report(environ, new IllegalStateException("told"));
        assertTrue(text.toString().startsWith("java.lang.IllegalStateException: told"));
    }
}
