package gangway.spec;

import module java.base;

import gangway.spec.rule.BodyRule;
import gangway.spec.rule.MiddlewareRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The bodies that a server knows, each as blocks.
class BodyTest {

    @TempDir
    private Path directory;

    private static String text(Iterable<byte[]> body) {
        var text = new StringBuilder();
        body.forEach(block -> text.append(new String(block, UTF_8)));
        return text.toString();
    }

    private static UnaryOperator<byte[]> upperCase() {
        return block -> new String(block, UTF_8).toUpperCase(Locale.ROOT).getBytes(UTF_8);
    }

    @Test
    void bytesAreOneBlock() {
        var body = new Body.Bytes("hello".getBytes(UTF_8));
        assertEquals("hello", text(body));
        assertEquals(OptionalLong.of(5), body.length());
    }

    @Test
    void buffersKeepTheirPositions() {
        var buffer = ByteBuffer.wrap("say hello".getBytes(UTF_8)).position(4);
        var body = new Body.Buffers(List.of(buffer, ByteBuffer.wrap("!".getBytes(UTF_8))));
        assertEquals("hello!", text(body));
        assertEquals(OptionalLong.of(6), body.length());
        assertEquals(4, buffer.position());
    }

    @Test
    @Verifies(body = BodyRule.FILE)
    void aFileIsReadFromItsPositionAndClosedWithTheBody() throws IOException {
        Path file = Files.writeString(directory.resolve("letters"), "abcdefghij");
        FileChannel channel = FileChannel.open(file);
        try (var body = new Body.File(channel, 3, 4)) {
            assertEquals("defg", text(body));
        }
        assertFalse(channel.isOpen());
    }

    @Test
    @Verifies(body = BodyRule.FILE)
    void aLargeFileComesInBlocks() throws IOException {
        Path file = Files.write(directory.resolve("large"), new byte[200_000]);
        var sizes = new ArrayList<Integer>();
        try (Body body = Body.of(file)) {
            assertEquals(OptionalLong.of(200_000), body.length());
            body.forEach(block -> sizes.add(block.length));
        }
        assertEquals(List.of(65_536, 65_536, 65_536, 3_392), sizes);
    }

    @Test
    @Verifies(body = BodyRule.FILE)
    void aFileThatShrankIsAnErrorAndNoShortBody() throws IOException {
        Path file = Files.writeString(directory.resolve("shrinking"), "abc");
        try (var body = new Body.File(FileChannel.open(file), 0, 10)) {
            assertThrows(UncheckedIOException.class, () -> text(body));
        }
    }

    /// A stream of so many bytes that knows how often it was closed.
    private static final class Watched extends ByteArrayInputStream {
        private int closed;

        private Watched(int length) {
            super(new byte[length]);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static List<Integer> sizes(Iterable<byte[]> body) {
        var sizes = new ArrayList<Integer>();
        body.forEach(block -> sizes.add(block.length));
        return sizes;
    }

    @Tag("facts-45")
    @Test
    void aStreamIsReadBlockByBlock() {
        assertEquals(List.of(120, 30), sizes(Body.of(new Watched(150), 120)));
        assertEquals(List.of(), sizes(Body.of(new Watched(0), 120)));
    }

    @Test
    void aStreamHasBlocksOf8192BytesUnlessToldOtherwise() {
        assertEquals(List.of(8192, 8192, 3616), sizes(Body.of(new Watched(20_000))));
    }

    @Tag("facts-45")
    @Test
    void theEndOfAStreamDoesNotCloseItTheEndOfTheBodyDoes() throws IOException {
        var in = new Watched(7);
        try (Body body = Body.of(in, 3)) {
            sizes(body);
            assertEquals(0, in.closed);
        }
        assertEquals(1, in.closed);
    }

    @Test
    void aStreamIsReadFromWhereItStands() throws IOException {
        var in = new ByteArrayInputStream("abcdef".getBytes(UTF_8));
        in.readNBytes(4);
        assertEquals("ef", text(Body.of(in)));
    }

    @Test
    void aBlockOfNoBytesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Body.of(new Watched(1), 0));
    }

    @Test
    @Verifies(middleware = {MiddlewareRule.YIELDS, MiddlewareRule.RETURNS})
    void mapChangesEachBlockAndTakesNoneAhead() {
        var asked = new AtomicInteger();
        Iterable<byte[]> source = () -> Stream.generate(() -> ("block" + asked.incrementAndGet()).getBytes(UTF_8)).iterator();
        Iterator<byte[]> mapped = Body.map(source, upperCase()).iterator();
        assertEquals("BLOCK1", new String(mapped.next(), UTF_8));
        assertEquals(1, asked.get());
    }

    @Test
    @Verifies(middleware = MiddlewareRule.ONE_BLOCK)
    void mapKeepsABodyOfOneBlockOne() {
        assertEquals(1, assertInstanceOf(List.class, Body.map(List.of("a".getBytes(UTF_8)), upperCase())).size());
    }

    @Test
    @Verifies(middleware = MiddlewareRule.CLOSES)
    void mapClosesTheOriginal() throws Exception {
        var closed = new AtomicInteger();
        var body = new Body.Stream(new ByteArrayInputStream(new byte[3]) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        }, 10);
        assertInstanceOf(AutoCloseable.class, Body.map(body, upperCase())).close();
        assertEquals(1, closed.get());
    }

    @Test
    void mapChangesWhatAProducerWrites() throws Exception {
        var original = new Body.Push(out -> out.write("a".getBytes(UTF_8)));
        var push = assertInstanceOf(Body.Push.class, Body.map(original, upperCase()));
        var written = new ArrayList<String>();
        push.producer().produce(block -> written.add(new String(block, UTF_8)));
        assertEquals(List.of("A"), written);
    }

    @Test
    @Verifies(body = BodyRule.VETO)
    void mapLetsAnUpgradePass() {
        var upgrade = new Body.Upgrade("echo", (_, _) -> {});
        assertSame(upgrade, Body.map(upgrade, upperCase()));
    }

    @Test
    void whatCannotBeIteratedOverSaysWhatToDo() {
        var error = assertThrows(UnsupportedOperationException.class, () -> new Body.Push(_ -> {}).iterator());
        assertTrue(error.getMessage().contains("Body.map"), error.getMessage());
    }
}
