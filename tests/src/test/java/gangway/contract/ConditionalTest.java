package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.HttpDate;
import gangway.spec.OnFinished;
import gangway.spec.Status;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Part 8 of the contract: files for clients that do not want all of them.
@Timeout(60)
class ConditionalTest {

    private static final String MODIFIED = "Wed, 02 Nov 1994 00:00:00 GMT";
    private static final int LARGE = 300_000;

    @TempDir
    private Path directory;

    private Path letters, large;
    private byte[] content;
    private final Queue<FileChannel> opened = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void writeFiles() throws IOException {
        content = new byte[LARGE];
        new Random(41).nextBytes(content);
        letters = Files.writeString(directory.resolve("letters"), "abcdefghijklmnopqrstuvwxyz");
        large = Files.write(directory.resolve("large"), content);
    }

    private Body part(Path file, long position, long count) throws IOException {
        var channel = FileChannel.open(file);
        opened.add(channel);
        return new Body.File(channel, position, count);
    }

    private Application serving(Path file, long position, long count, String... fields) {
        return (_, start) -> {
            start.start("200 OK", fields);
            return part(file, position, count);
        };
    }

    /// A version that a client can tell from others.
    private Application versioned(Path file) throws IOException {
        return serving(file, 0, Files.size(file), "Content-Type", "application/octet-stream", "ETag", "\"a\"",
            "Last-Modified", MODIFIED, "Cache-Control", "no-cache");
    }

    private Reply get(Host host, Application application, String... lines) throws Exception {
        Reply reply = host.ask(application, Ask.get("/", lines));
        assertTrue(reply.complete());
        assertEquals(List.of(), reply.failures());
        assertTrue(opened.stream().noneMatch(FileChannel::isOpen), "a file is still open");
        return reply;
    }

    private static byte[] slice(byte[] whole, int from, int length) {
        return Arrays.copyOfRange(whole, from, from + length);
    }

    private static List<Header> withoutDate(Reply reply) {
        return reply.headers().list().stream().filter(header -> !header.is("Date")).toList();
    }

    // The same bytes.

    @Verifies(body = BodyRule.FILE)
    @Tag("facts-41")
    @OnEachHost
    void aFileIsTheSameBytesWhoeverReadsIt(Host host) throws Exception {
        for (int[] part : new int[][] {{0, LARGE}, {70_001, 200_000}, {1, 16 * 1024}, {1, 16 * 1024 + 1}, {LARGE - 1, 1}, {9, 0}}) {
            Application sent = serving(large, part[0], part[1], "Content-Length", Integer.toString(part[1]));
            Application iterated = (environ, start) -> Body.map(sent.call(environ, start), block -> block);
            Reply one = get(host, sent), other = get(host, iterated);
            assertArrayEquals(slice(content, part[0], part[1]), one.content());
            assertArrayEquals(other.content(), one.content());
            assertEquals(withoutDate(other), withoutDate(one));
        }
    }

    @Tag("facts-41")
    @OnEachHost
    void aFileThatGrowsIsSentForItsCount(Host host) throws Exception {
        Reply reply = get(host, (_, start) -> {
            start.start("200 OK", "ETag", "\"a\"");
            Body body = part(large, 0, LARGE);
            Files.write(large, new byte[1000], StandardOpenOption.APPEND);
            return body;
        });
        assertArrayEquals(content, reply.content());
    }

    @Tag("facts-41")
    @OnEachHost
    void aFileThatShrankBeforeTheHeadIsAFailure(Host host) throws Exception {
        Reply reply = host.ask(serving(large, 0, LARGE + 1), Ask.get("/"));
        assertEquals(500, reply.code());
        assertTrue(reply.complete());
        assertEquals(1, reply.failures().size());
        assertFalse(opened.remove().isOpen());
    }

    // Ranges.

    @Verifies(http = HttpRule.CONDITIONAL)
    @Tag("facts-41")
    @OnEachHost
    void aRangeOfAFileIsAPart(Host host) throws Exception {
        Reply small = get(host, versioned(letters), "Range: bytes=2-4");
        assertEquals("206 Partial Content", small.status());
        assertEquals("cde", small.text());
        assertEquals(Optional.of("bytes 2-4/26"), small.header("Content-Range"));
        assertEquals(Optional.of("3"), small.header("Content-Length"));
        Reply big = get(host, versioned(large), "Range: bytes=50000-249999");
        assertArrayEquals(slice(content, 50_000, 200_000), big.content());
        assertEquals(Optional.of("bytes 50000-249999/300000"), big.header("Content-Range"));
    }

    @Tag("facts-41")
    @OnEachHost
    void aRangeIsCountedFromThePositionOfTheBody(Host host) throws Exception {
        Reply reply = get(host, serving(letters, 10, 10, "ETag", "\"a\""), "Range: bytes=8-99");
        assertEquals("st", reply.text());
        assertEquals(Optional.of("bytes 8-9/10"), reply.header("Content-Range"));
    }

    @Tag("facts-41")
    @OnEachHost
    void severalRangesArePartsWithBoundaries(Host host) throws Exception {
        Reply reply = get(host, versioned(large), "Range: bytes=0-99999,200000-299999");
        assertEquals(206, reply.code());
        assertEquals(Optional.empty(), reply.header("Content-Range"));
        String type = reply.header("Content-Type").orElseThrow(), boundary = type.substring(type.indexOf('=') + 1);
        assertEquals("multipart/byteranges; boundary=" + boundary, type);
        String head = "--" + boundary + "\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes ";
        var whole = new String(content, StandardCharsets.ISO_8859_1);
        assertEquals(head + "0-99999/300000\r\n\r\n" + whole.substring(0, 100_000) + "\r\n" + head + "200000-299999/300000\r\n\r\n"
            + whole.substring(200_000) + "\r\n--" + boundary + "--\r\n", reply.text());
        assertEquals(Optional.of(Integer.toString(reply.content().length)), reply.header("Content-Length"));
    }

    @Tag("facts-41")
    @OnEachHost
    void aRangeThatIsNotThereIsRefused(Host host) throws Exception {
        Reply reply = get(host, versioned(letters), "Range: bytes=26-");
        assertEquals("416 Range Not Satisfiable", reply.status());
        assertEquals(Optional.of("bytes */26"), reply.header("Content-Range"));
        assertEquals(Optional.empty(), reply.header("Cache-Control"), "what is told of the file is not true of this");
        assertTrue(reply.text().contains("RFC 9110 §14.2") || reply.text().contains("RFC 9110 \u00c2\u00a714.2"), reply.text());
    }

    @Tag("facts-41")
    @OnEachHost
    void aDownloadIsResumedOnlyIfItIsTheSameFile(Host host) throws Exception {
        for (String same : List.of("\"a\"", MODIFIED))
            assertEquals("xyz", get(host, versioned(letters), "Range: bytes=23-", "If-Range: " + same).text());
        for (String other : List.of("\"b\"", "W/\"a\"", "Wed, 02 Nov 1994 00:00:01 GMT", "a"))
            assertEquals(200, get(host, versioned(letters), "Range: bytes=23-", "If-Range: " + other).code());
    }

    @Tag("facts-41")
    @OnEachHost
    void anEmptyFileHasNoRanges(Host host) throws Exception {
        Path empty = Files.createFile(directory.resolve("empty"));
        assertEquals(Optional.of("0"), get(host, versioned(empty)).header("Content-Length"));
        assertEquals(Optional.of("bytes */0"), get(host, versioned(empty), "Range: bytes=0-").header("Content-Range"));
        assertEquals(200, get(host, versioned(empty), "Range: bytes=-5").code());
    }

    // Conditions.

    @Verifies(http = HttpRule.CONDITIONAL)
    @Tag("facts-41")
    @OnEachHost
    void whoHasTheFileIsToldSo(Host host) throws Exception {
        for (String line : List.of("If-None-Match: \"a\"", "If-None-Match: W/\"a\", \"b\"", "If-None-Match: *",
            "If-Modified-Since: " + MODIFIED, "If-Modified-Since: " + HttpDate.format(Instant.parse("1994-12-01T00:00:00Z")))) {
            Reply reply = get(host, versioned(letters), line);
            assertEquals("304 Not Modified", reply.status(), line);
            assertEquals(Optional.of("\"a\""), reply.header("ETag"));
            assertEquals(Optional.of("no-cache"), reply.header("Cache-Control"));
            for (String name : List.of("Content-Length", "Content-Type", "Last-Modified", "Content-Range"))
                assertEquals(Optional.empty(), reply.header(name));
            assertEquals("", reply.text());
        }
    }

    @Verifies(http = HttpRule.CONDITIONAL)
    @Tag("facts-41")
    @OnEachHost
    void whoWantsAnotherFileIsRefused(Host host) throws Exception {
        for (String line : List.of("If-Match: \"b\"", "If-Match: W/\"a\"", "If-Unmodified-Since: Tue, 01 Nov 1994 00:00:00 GMT")) {
            Reply reply = get(host, versioned(letters), line, "Range: bytes=0-4", "If-None-Match: \"a\"");
            assertEquals("412 Precondition Failed", reply.status(), line);
            assertTrue(reply.text().startsWith("412 Precondition Failed: If-") && reply.text().endsWith("\n"), reply.text());
            assertEquals(Optional.empty(), reply.header("ETag"));
        }
    }

    @Tag("facts-41")
    @OnEachHost(needs = Host.Can.FIELD_LINES)
    void tagsMayStandOnSeveralLines(Host host) throws Exception {
        assertEquals(304, get(host, versioned(letters), "If-None-Match: \"b\"", "If-None-Match: \"a\"").code());
        assertEquals(200, get(host, versioned(letters), "If-Modified-Since: " + MODIFIED, "If-Modified-Since: " + MODIFIED).code());
    }

    @Tag("facts-41")
    @OnEachHost
    void headIsToldWhatGetIsToldOfTheWhole(Host host) throws Exception {
        Reply head = host.ask(versioned(letters), Ask.of("HEAD", "/", "Range: bytes=0-4"));
        Reply get = get(host, versioned(letters));
        assertEquals("200 OK", head.status());
        assertEquals(withoutDate(get), withoutDate(head));
        assertEquals("", head.text());
        assertEquals(304, host.ask(versioned(letters), Ask.of("HEAD", "/", "If-None-Match: \"a\"")).code());
    }

    @OnEachHost
    void whatIsLeftToDoIsToldWhatWasSent(Host host) throws Exception {
        var seen = new ConcurrentLinkedQueue<OnFinished.Finished>();
        Application file = versioned(letters);
        Application hooked = (environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(seen::add);
            return file.call(environ, start);
        };
        get(host, hooked, "Range: bytes=0-4");
        get(host, hooked, "If-None-Match: \"a\"");
        get(host, hooked, "If-Match: \"b\"");
        assertEquals(List.of(206, 304, 412), seen.stream().map(finished -> finished.status().map(Status::code).orElse(0)).toList());
        assertTrue(seen.stream().allMatch(finished -> finished.error().isEmpty()));
    }

    // Nobody else's business.

    @Verifies(http = HttpRule.CONDITIONAL)
    @Tag("facts-41")
    @OnEachHost
    void whatIsNoFileIsLeftAlone(Host host) throws Exception {
        Application file = versioned(letters);
        List<Application> others = List.of((environ, start) -> Body.map(file.call(environ, start), block -> block),
            (environ, start) -> {
                try (var body = (Body) file.call(environ, start)) {
                    return List.of(body.iterator().next());
                }
            },
            (environ, start) -> {
                try (var body = (Body) file.call(environ, start)) {
                    return new Body.Bytes(body.iterator().next());
                }
            });
        for (Application other : others)
            for (String line : List.of("Range: bytes=0-4", "If-None-Match: \"a\"", "If-Match: \"b\"")) {
                Reply reply = get(host, other, line);
                assertEquals("200 OK", reply.status());
                assertEquals("abcdefghijklmnopqrstuvwxyz", reply.text());
                assertEquals(Optional.empty(), reply.header("Accept-Ranges"));
            }
    }

    @Verifies(http = HttpRule.CONDITIONAL)
    @OnEachHost
    void aFileWithoutAVersionIsLeftAlone(Host host) throws Exception {
        for (String line : List.of("Range: bytes=0-4", "If-None-Match: \"a\"", "If-Match: \"b\"", "If-Modified-Since: " + MODIFIED)) {
            Reply reply = get(host, serving(letters, 0, 26, "X-Own", "1"), line);
            assertEquals("200 OK", reply.status());
            assertEquals(Optional.empty(), reply.header("Accept-Ranges"));
        }
    }

    @Verifies(http = HttpRule.CONDITIONAL)
    @OnEachHost
    void anApplicationThatSelectsForItselfIsLeftAlone(Host host) throws Exception {
        Reply part = get(host, (_, start) -> {
            start.start("206 Mine", "ETag", "\"a\"", "Content-Range", "bytes 0-9/26");
            return part(letters, 0, 10);
        }, "Range: bytes=2-4", "If-None-Match: \"a\"");
        assertEquals("206 Mine", part.status());
        assertEquals("abcdefghij", part.text());
        Application short26 = serving(letters, 0, 26, "ETag", "\"a\"", "Content-Length", "5");
        assertEquals("abcde", host.ask(short26, Ask.get("/", "Range: bytes=2-3")).text());
    }

    @Verifies(http = HttpRule.CONDITIONAL)
    @OnEachHost
    void aMiddlewareCanTakeTheQuestionAway(Host host) throws Exception {
        Application file = versioned(letters);
        Reply reply = get(host, (environ, start) -> {
            environ.remove("HTTP_RANGE");
            return file.call(environ, start);
        }, "Range: bytes=0-4");
        assertEquals("abcdefghijklmnopqrstuvwxyz", reply.text());
    }

    @OnEachHost
    void whatWasWrittenBeforeComesFirst(Host host) throws Exception {
        Reply reply = get(host, (_, start) -> {
            start.start("200 OK", "ETag", "\"a\"").write("0123".getBytes(StandardCharsets.US_ASCII));
            return part(letters, 0, 26);
        }, "Range: bytes=0-4", "If-None-Match: \"a\"");
        assertEquals("200 OK", reply.status());
        assertEquals("0123abcdefghijklmnopqrstuvwxyz", reply.text());
    }

    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void aConnectionGoesOnBehindEachAnswer(Host host) throws Exception {
        try (var running = host.start(versioned(large)); Wire wire = Wire.to(running)) {
            for (String line : List.of("Range: bytes=100-99999", "Range: bytes=0-9,100000-199999", "Range: bytes=300000-",
                "If-None-Match: \"a\"", "If-Match: \"b\"", "X: y"))
                wire.send("GET / HTTP/1.1\nHost: x\n" + line + "\n\n");
            assertArrayEquals(slice(content, 100, 99_900), wire.read().content());
            var codes = new ArrayList<Integer>();
            for (int i = 0; i < 4; i++) codes.add(wire.read().code());
            assertEquals(List.of(206, 416, 304, 412), codes);
            assertArrayEquals(content, wire.read().content());
        }
    }
}
