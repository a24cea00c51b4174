package gangway.spec;

import module java.base;

import gangway.spec.rule.InputRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The input as a Python file: what PEP 3333 says of it, and what Python's own does.
class InputTest {

    private static Input input(String text) {
        return Input.of(text.getBytes(UTF_8));
    }

    @Test
    @Verifies(input = InputRule.METHODS)
    void readBytesGivesAtMostSoMany() throws IOException {
        Input input = input("hello");
        assertEquals("hel", new String(input.readBytes(3), UTF_8));
        assertEquals("lo", new String(input.readBytes(3), UTF_8));
    }

    @Tag("facts-33")
    @Test
    @Verifies(input = InputRule.REST)
    void behindTheEndThereIsNothingHoweverOftenOneAsks() throws IOException {
        Input input = input("x");
        assertEquals("x", new String(input.readBytes(-1), UTF_8));
        for (int i = 0; i < 3; i++) {
            assertEquals(0, input.readBytes(-1).length);
            assertEquals(0, input.readBytes(10).length);
            assertEquals(0, input.readLine().length);
            assertEquals(-1, input.read());
            assertFalse(input.iterator().hasNext());
        }
    }

    @Test
    void aNegativeSizeOtherThanMinusOneIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> input("x").readBytes(-2));
    }

    @Test
    void closingDoesNothing() throws IOException {
        Input input = input("still here");
        input.close();
        assertEquals("still here", new String(input.readAllBytes(), UTF_8));
    }

    @Test
    void theServerHearsThatTheApplicationClosesTheInputWhichCanStillBeRead() throws IOException {
        var heard = new AtomicInteger();
        Input input = Input.of(new ByteArrayInputStream("still here".getBytes(UTF_8)), heard::incrementAndGet);
        input.close();
        assertEquals(1, heard.get());
        assertEquals("still here", new String(input.readAllBytes(), UTF_8));
    }

    @Test
    void anErrorOfTheSourceComesThroughTheIteratorAsItself() {
        var gone = new ClientDisconnected("gone");
        Input input = Input.of(new InputStream() {
            @Override
            public int read() throws IOException {
                throw gone;
            }
        });
        assertSame(gone, assertThrows(UncheckedIOException.class, () -> input.iterator().hasNext()).getCause());
    }

    @Test
    void aLargeBodyIsNotAlteredByTheBuffer() throws IOException {
        byte[] body = new byte[100_000];
        new Random(1).nextBytes(body);
        Input input = Input.of(body);
        var copy = new ByteArrayOutputStream();
        copy.write(input.readLine(7));
        copy.write(input.read());
        copy.write(input.readNBytes(50_000));
        input.transferTo(copy);
        assertArrayEquals(body, copy.toByteArray());
    }

    /// The same random calls on the same random bodies, here and on Python's `io.BytesIO`.
    @Tag("facts-33")
    @Test
    @Verifies(input = InputRule.METHODS)
    void linesAreThoseOfPython(@TempDir Path directory) throws Exception {
        Optional<String> python = python();
        if (python.isEmpty()) System.out.println("skipped: no python3 found");
        assumeTrue(python.isPresent() || Boolean.getBoolean("gangway.noskip"), "skipped: no python3 found");
        var cases = new ArrayList<String>();
        var ours = new StringBuilder();
        var random = new Random(42);
        for (int i = 0; i < 200; i++) {
            byte[] body = randomBody(random);
            List<String> calls = random.ints(6).mapToObj(_ -> randomCall(random)).toList();
            cases.add(HexFormat.of().formatHex(body) + " " + String.join(" ", calls));
            ours.append(replay(Input.of(body), calls)).append('\n');
        }
        Path script = Files.writeString(directory.resolve("bytesio.py"), """
            import io, sys
            for case in open(sys.argv[1]):
                body, *calls = case.rstrip('\\n').split(' ')
                file = io.BytesIO(bytes.fromhex(body))
                out = []
                for call in calls:
                    name, size = call.split(':')
                    result = list(file) if name == 'iterate' else getattr(file, name)(int(size))
                    out.append(result.hex() if isinstance(result, bytes) else ','.join(line.hex() for line in result))
                print(' '.join(out))
            """);
        Path file = Files.write(directory.resolve("cases"), cases);
        assertEquals(run(python.orElseThrow(), script.toString(), file.toString()), ours.toString());
    }

    private static byte[] randomBody(Random random) {
        byte[] body = new byte[random.nextInt(40)];
        for (int i = 0; i < body.length; i++) body[i] = (byte) "ab\n\r\n\u00ff".charAt(random.nextInt(6));
        return body;
    }

    private static String randomCall(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "read:" + (random.nextInt(12) - 1);
            case 1 -> "readline:" + (random.nextInt(12) - 1);
            case 2 -> "readlines:" + (random.nextInt(12) - 1);
            default -> random.nextInt(3) == 0 ? "iterate:0" : "readline:-1";
        };
    }

    private static String replay(Input input, List<String> calls) throws IOException {
        var results = new StringJoiner(" ");
        for (String call : calls) {
            int size = Integer.parseInt(call.substring(call.indexOf(':') + 1));
            results.add(switch (call.substring(0, call.indexOf(':'))) {
                case "read" -> hex(List.of(input.readBytes(size)));
                case "readline" -> hex(List.of(input.readLine(size)));
                case "readlines" -> hex(input.readLines(size));
                default -> hex(input);
            });
        }
        return results.toString();
    }

    private static String hex(Iterable<byte[]> lines) {
        var hex = new StringJoiner(",");
        lines.forEach(line -> hex.add(HexFormat.of().formatHex(line)));
        return hex.toString();
    }

    private static Optional<String> python() {
        return Stream.of(Optional.ofNullable(System.getenv("PYTHON")).orElse("/usr/bin/python3"), "/usr/bin/python3", "python3")
            .filter(command -> {
                try {
                    return new ProcessBuilder(command, "-c", "import io").start().waitFor() == 0;
                } catch (IOException | InterruptedException e) {
                    return false;
                }
            }).findFirst();
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new String(process.getInputStream().readAllBytes(), US_ASCII);
    }
}
