package gangway.spec.files;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;
import gangway.spec.testing.Environs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Nothing outside of a directory, nothing hidden and nothing but files is served, however the path is spelt.
@Tag("facts-82")
@Timeout(60)
class TraversalTest {

    /// Ways to write two dots and a slash behind them.
    static final List<String> UP = List.of("../", "%2e%2e/", "%2E%2E/", ".%2e/", "%2e./", "..%2f", "..%2F", "%2e%2e%2f",
        "..\\", "..%5c", "..%5C", "%2e%2e%5c", "%252e%252e/", "..%252f", "%252e%252e%252f", "..%255c", "....//",
        "..../", ".../", "..;/", "..%00/", "..%3b/", "%c0%ae%c0%ae/", "%e0%80%ae%e0%80%ae/", "..%c0%af", "..%c1%9c",
        "%uff0e%uff0e/", "%ef%bc%8e%ef%bc%8e/", "..%20/", "..%09/", "..//", "./../", "a/../../", "sub/../../",
        "sub/%2e%2e/%2e%2e/", "sub/..%5c..%5c", "%2e%2e/public/../", "//../", "\\..\\", "..%u2215", "..%ef%bc%8f",
        "~/../", "..%0a/", "..%0d%0a/", "%2e%2e%2f%2e%2e%2f", "..%2f..%2f", "../%2e%2e/");

    @TempDir
    private Path directory;
    private TreeOnDisk tree;

    @BeforeEach
    void someFiles() throws IOException {
        tree = TreeOnDisk.in(directory);
        tree.write("a.txt", "a");
        tree.write("sub/b.txt", "b");
        tree.write(".hidden", "hidden");
        tree.write(".git/config", "hidden");
        tree.write("sub/.env", "hidden");
    }

    private void assertNotFound(String target) {
        Exchange answer = tree.get(target);
        assertEquals(404, answer.code(), target);
        assertEquals("404 Not Found\n", answer.text());
    }

    @ParameterizedTest
    @FieldSource("UP")
    void noSpellingLeadsOut(String up) {
        for (String target : List.of("/" + up, "/" + up + "secret.txt", "/" + up.repeat(3) + "secret.txt",
            "/sub/" + up + "secret.txt", "/sub/" + up.repeat(2) + "secret.txt", "/" + up.repeat(12) + "etc/passwd"))
            assertNotFound(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.hidden", "/.git/config", "/.git", "/.git/", "/%2egit/config", "/%2Ehidden", "/sub/.env",
        "/.", "/./", "/./a.txt", "/sub/.", "/sub/./b.txt", "/.hidden%20", "/.HIDDEN"})
    void noHiddenFileIsServed(String target) {
        assertNotFound(target);
    }

    @Test
    void whatIsWellKnownIsNotHidden() throws IOException {
        tree.write(".well-known/security.txt", "Contact: mailto:a@example.org");
        assertEquals(200, tree.get("/.well-known/security.txt").code());
        assertNotFound("/.well-known/.hidden");
        assertNotFound("/.well-known-not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a.txt.", "/a.txt%20", "/a.txt/", "/a.txt/.", "//a.txt", "/sub//b.txt", "///", "//",
        "/a.txt//", "/sub%2fb.txt", "/sub%2Fb.txt", "/sub%5cb.txt", "/sub\\b.txt", "/a.txt%00", "/a.txt%00.html",
        "/%00", "/a.txt%0a", "/a.txt%7f", "/a.txt%2f", "/A.TXT", "/Sub/b.txt", "/a.txt;x=1", "/a.txt::$DATA",
        "/a.txt%3a%3a$DATA", "/A~1.TXT", "/*", "/%", "/%zz", "/%ff%fe"})
    void noSpellingIsRepaired(String target) {
        assertNotFound(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "CON", "nul", "nul.txt", "aux.js", "com1", "LPT9.txt", "Prn", "nul ", "nul .txt",
        "con:x", "com0"})
    void noNameOfADeviceIsServedOnAnySystem(String name) {
        assertFalse(Asked.isServed(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.js", "null", "auxiliary", "com", "com10", "lpt", "a.con"})
    void namesLikeThoseOfDevicesAre(String name) {
        assertTrue(Asked.isServed(name));
    }

    @Test
    void aSlashThatWasEncodedIsNoneEvenWhereNobodyKnowsTheRawPath() {
        Environ environ = Environs.of("GET", "/sub%2fb.txt");
        assertEquals(404, InMemory.call(new Directory(tree.root()), environ).code());
        Environ.RAW_PATH.put(environ, "/sub/b.txt");
        assertEquals(200, InMemory.call(new Directory(tree.root()), environ).code());
    }

    @ParameterizedTest
    @CsvSource({"'', 301", "a.txt, 404", "'../secret.txt', 404"})
    void aPathWithoutASlashInFrontIsNone(String path, int code) {
        Environ environ = Environs.of("GET", "/");
        environ.put("SCRIPT_NAME", "/static");
        environ.put("PATH_INFO", path);
        Environ.RAW_PATH.put(environ, "/static");
        assertEquals(code, InMemory.call(new Directory(tree.root()), environ).code());
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @ParameterizedTest
    @CsvSource({"out, ../secret.txt", "far, /etc/passwd", "dir, ..", "dir, /", "loop, loop", "broken, nothing.txt",
        "round, ../public/../secret.txt"})
    void aLinkThatLeadsOutIsNotFollowed(String name, String target) throws IOException {
        Path link = Files.createSymbolicLink(tree.root().resolve(name), Path.of(target));
        try {
            for (String path : List.of("/" + name, "/" + name + "/", "/" + name + "/secret.txt", "/" + name + "/etc/passwd"))
                assertNotFound(path);
            assertFalse(tree.get("/").text().contains(name));
        } finally {
            Files.delete(link);                                // else JUnit warns that it leads out
        }
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void aLinkThatStaysInsideIsFollowed() throws IOException {
        Files.createSymbolicLink(tree.root().resolve("link.txt"), Path.of("sub/b.txt"));
        Files.createSymbolicLink(tree.root().resolve("there"), Path.of("sub"));
        Files.createSymbolicLink(tree.root().resolve("around.txt"), Path.of("../public/a.txt"));
        assertEquals("b", tree.get("/link.txt").text());
        assertEquals("b", tree.get("/there/b.txt").text());
        assertEquals("a", tree.get("/around.txt").text());
        assertNotFound("/there/.env");
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void theRootMayBeALinkThatIsSwitched() throws IOException {
        Path current = tree.above().resolve("current");
        Files.createSymbolicLink(current, tree.root());
        var site = new Directory(current);
        assertEquals("a", TreeOnDisk.ask(site, "GET", "/a.txt").text());
        Files.delete(current);
        Files.createSymbolicLink(current, tree.root().resolve("sub"));
        assertEquals(404, TreeOnDisk.ask(site, "GET", "/a.txt").code());
        assertEquals("b", TreeOnDisk.ask(site, "GET", "/b.txt").text());
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void aFifoIsNotOpened() throws Exception {
        Process made = new ProcessBuilder("mkfifo", tree.root().resolve("fifo").toString()).start();
        assertEquals(0, made.waitFor());
        assertNotFound("/fifo");
        assertFalse(tree.get("/").text().contains("fifo"));
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void aSocketIsNotOpened() throws Exception {
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(tree.root().resolve("socket")));
            assertNotFound("/socket");
        }
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void aDeviceIsNotOpened() {
        assertEquals(404, TreeOnDisk.ask(new Directory(Path.of("/dev")), "GET", "/zero").code());
        assertEquals(404, TreeOnDisk.ask(new Directory(Path.of("/dev")), "GET", "/null").code());
    }

    /// A file that is a file when it is looked at and a link when it is opened cannot be made to happen; a directory that
    /// changes all the time comes near.
    @EnabledOnOs(OS.LINUX)
    @Test
    void whatChangesWhileItIsOpenedIsTheFileOrNothing() throws Exception {
        Path changing = tree.root().resolve("changing.txt");
        var stop = new AtomicBoolean();
        Thread changes = Thread.ofPlatform().start(() -> {
            try {
                while (!stop.get()) {
                    Files.deleteIfExists(changing);
                    Files.createSymbolicLink(changing, Path.of("../secret.txt"));
                    Files.delete(changing);
                    Files.writeString(changing, "public");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        var seen = new TreeSet<String>();
        for (int i = 0; i < 500; i++) seen.add(tree.get("/changing.txt").text());
        stop.set(true);
        changes.join();
        seen.removeAll(Set.of("404 Not Found\n", "", "public"));
        assertEquals(Set.of(), seen);
    }
}
