package gangway.spec.files;

import module java.base;

import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.HttpDate;
import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;
import gangway.spec.testing.Environs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/// What a directory answers.
@Tag("facts-82")
class DirectoryTest {

    @TempDir
    private Path directory;
    private TreeOnDisk tree;

    @BeforeEach
    void someFiles() throws IOException {
        tree = TreeOnDisk.in(directory);
        tree.write("a.txt", "hello");
        tree.write("sub/b.txt", "b");
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aFileIsAnsweredWithAllThatItsClientMayWantToKnow() throws Exception {
        var head = new AtomicReference<>("");
        Iterable<byte[]> body = new Directory(tree.root()).call(Environs.of("GET", "/a.txt"), (status, headers, _) -> {
            head.set(status + "\n" + headers.stream().map(header -> header + "\n").collect(Collectors.joining()));
            return _ -> {};
        });
        assertEquals("""
            200 OK
            Content-Type: text/plain; charset=utf-8
            X-Content-Type-Options: nosniff
            ETag: "5-65e079f0-2f072f40"
            Last-Modified: Thu, 29 Feb 2024 12:34:56 GMT
            """, head.get());
        var file = assertInstanceOf(Body.File.class, body);    // the server sends it by itself
        assertEquals(List.of(0L, 5L), List.of(file.position(), file.count()));
        file.close();
        assertEquals("hello", tree.get("/a.txt").text());
    }

    @Test
    void headIsAnsweredAsGetWouldBe() {
        for (String target : List.of("/a.txt", "/", "/nothing"))
            assertEquals(tree.get(target).headers().list(),
                TreeOnDisk.ask(new Directory(tree.root()), "HEAD", target).headers().list(), target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "BREW"})
    void noOtherMethodIsAllowed(String method) {
        Exchange answer = TreeOnDisk.ask(new Directory(tree.root()), method, "/a.txt");
        assertEquals(405, answer.code());
        assertEquals(Optional.of("GET, HEAD"), answer.headers().get("Allow"));
        assertEquals("405 Method Not Allowed: files are read with GET and HEAD\n", answer.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a.html | text/html; charset=utf-8", "a.HTM | text/html; charset=utf-8",
        "a.js | text/javascript; charset=utf-8", "a.json | application/json", "a.svg | image/svg+xml",
        "a.wasm | application/wasm", "a.tar.gz | application/gzip", "a | application/octet-stream",
        "a.unknown | application/octet-stream", "html | application/octet-stream", "a.b.png | image/png",
        "a.docx | application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
    void theEndOfTheNameTellsTheType(String name, String type) throws IOException {
        tree.write(name, "x");
        assertEquals(Optional.of(type), tree.get("/" + name).headers().get("Content-Type"));
    }

    @Test
    void anEtagChangesWithSizeAndWithTheFractionOfASecond() throws IOException {
        String before = tree.get("/a.txt").headers().get("ETag").orElseThrow();
        tree.write("a.txt", "hello!");
        assertNotEquals(before, tree.get("/a.txt").headers().get("ETag").orElseThrow());
        Path file = tree.write("a.txt", "hallo");
        assertEquals(before, tree.get("/a.txt").headers().get("ETag").orElseThrow());
        Files.setLastModifiedTime(file, FileTime.from(TreeOnDisk.THEN.plusMillis(1)));
        assertNotEquals(before, tree.get("/a.txt").headers().get("ETag").orElseThrow());
    }

    /// It may be changed once more without another date. Whole seconds are taken for the dates of a coarse clock.
    @Test
    void anEtagOfAFileThatWasJustChangedIsWeakAndNotTheLaterOne() throws IOException {
        Path file = tree.write("a.txt", "hello");
        Instant fine = Instant.parse("2999-01-01T00:00:00.5Z"), whole = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (Instant modified : List.of(fine, whole)) {
            Files.setLastModifiedTime(file, FileTime.from(modified));
            String etag = tree.get("/a.txt").headers().get("ETag").orElseThrow();
            assertTrue(etag.startsWith("W/\"") && etag.endsWith("-new\""), etag);
        }
        Instant before = Instant.now().minusMillis(100).truncatedTo(ChronoUnit.MILLIS).plusNanos(1000);
        Files.setLastModifiedTime(file, FileTime.from(before));
        assertTrue(tree.get("/a.txt").headers().get("ETag").orElseThrow().startsWith("\"5-"));
    }

    @Test
    void lastModifiedIsNeverInTheFuture() throws IOException {
        Path file = tree.write("a.txt", "hello");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2999-01-01T00:00:00Z")));
        String time = tree.get("/a.txt").headers().get("Last-Modified").orElseThrow();
        assertFalse(time.contains("2999"), time);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1901-01-01T00:00:00Z")));
        assertEquals(Optional.of(HttpDate.format(Instant.EPOCH)), tree.get("/a.txt").headers().get("Last-Modified"));
    }

    @Test
    void aDirectoryIsAnsweredWithItsIndex() throws IOException {
        tree.write("sub/index.html", "<h1>sub</h1>");
        Exchange answer = tree.get("/sub/");
        assertEquals("<h1>sub</h1>", answer.text());
        assertEquals(Optional.of("text/html; charset=utf-8"), answer.headers().get("Content-Type"));
        assertTrue(answer.headers().contains("ETag"));
        assertEquals("<h1>sub</h1>", tree.get("/sub/index.html").text());
    }

    @Test
    void aDirectoryNamedIndexIsNoIndex() throws IOException {
        Files.createDirectories(tree.root().resolve("sub/index.html"));
        assertTrue(tree.get("/sub/").text().contains("href=\"./index.html/\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/sub | /sub/", "/sub?a=b&c=%2F | /sub/?a=b&c=%2F", "/s%75b | /sub/",
        "/a%20b | /a%20b/", "/gr%C3%BCn?x | /gr%C3%BCn/?x", "/a:b | /a%3Ab/"})
    void aDirectoryWithoutASlashIsRedirectedAndKeepsItsQuery(String target, String location) throws IOException {
        for (String name : List.of("a b", "grün", "a:b")) Files.createDirectories(tree.root().resolve(name));
        Exchange answer = tree.get(target);
        assertEquals(301, answer.code());
        assertEquals(Optional.of(location), answer.headers().get("Location"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil", "//evil/", "//evil/sub", "///evil", "/%2fevil", "/\\evil", "/%5cevil",
        "/%5c%5cevil", "//evil/%2e%2e", "/sub/..//evil", "/.//evil", "//evil/..;/sub"})
    void noPathRedirectsToAnotherHost(String target) throws IOException {
        Files.createDirectories(tree.root().resolve("evil"));
        assertEquals(404, tree.get(target).code(), target);
    }

    /// Whoever makes `SCRIPT_NAME` may have been careless.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"//evil | /evil/", "///evil | /evil/", "/\\evil | /%5Cevil/",
        "\\\\evil | /%5C%5Cevil/", "/a | /a/"})
    void noScriptNameRedirectsToAnotherHost(String script, String location) {
        Environ environ = Environs.of("GET", "/");
        environ.put("SCRIPT_NAME", script);
        environ.put("PATH_INFO", "");
        Exchange answer = InMemory.call(new Directory(tree.root()), environ);
        assertEquals(Optional.of(location), answer.headers().get("Location"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grün.txt", "日本語.txt", "🦆.txt", "a b.txt", "100%.txt", "a+b.txt", "a&b.txt", "<b>.txt",
        "'q'.txt", "a:b.txt", "a;b=c.txt", "?.txt", "#.txt", "[x].txt", "a,b.txt", "~a.txt", "$a.txt", " a.txt"})
    void anyOtherNameIsServedAndTheListingLeadsToIt(String name) throws IOException {
        tree.write("names/" + name, "named");
        Matcher link = Pattern.compile("href=\"(\\./[^\"]+)\"").matcher(tree.get("/names/").text());
        assertTrue(link.find());
        String target = link.group(1).replace("&amp;", "&").replace("&#39;", "'");
        URI resolved = URI.create("http://localhost/names/").resolve(target);
        assertEquals("localhost", resolved.getHost());
        assertEquals("named", tree.get(resolved.getRawPath()).text());
        assertEquals("named", tree.get("/names/" + URLEncoder.encode(name, UTF_8).replace("+", "%20")).text());
    }

    /// Names are bytes. Only such systems have them, and no text of Java holds them.
    @EnabledOnOs(OS.LINUX)
    @Test
    void aNameThatIsNotUtf8IsServedAsWell() throws IOException {
        Path file = Path.of(URI.create(tree.root().toUri() + "gr%FCn.txt"));
        Files.writeString(file, "latin");
        assertEquals("latin", tree.get("/gr%FCn.txt").text());
        assertTrue(tree.get("/").text().contains("<a href=\"./gr%FCn.txt\">gr\uFFFDn.txt</a>"));
    }

    // Compressed before.

    @Test
    void aFileThatWasCompressedBeforeGoesToClientsThatTakeIt() throws IOException {
        tree.write("big.js", "let a");
        tree.write("big.js.gz", gzip("let a"));
        Exchange answer = tree.get("/big.js", "Accept-Encoding", "gzip, br");
        assertArrayEquals(gzip("let a"), answer.content());
        assertEquals(Optional.of("gzip"), answer.headers().get("Content-Encoding"));
        assertEquals(Optional.of("text/javascript; charset=utf-8"), answer.headers().get("Content-Type"));
        assertEquals(List.of("Accept-Encoding"), answer.headers().all("Vary"));
        Exchange plain = tree.get("/big.js", "Accept-Encoding", "gzip;q=0");
        assertEquals("let a", plain.text());
        assertFalse(plain.headers().contains("Content-Encoding"));
        assertEquals(List.of("Accept-Encoding"), plain.headers().all("Vary"));
        assertNotEquals(plain.headers().get("ETag"), answer.headers().get("ETag"));
        assertTrue(answer.headers().get("ETag").orElseThrow().endsWith("-gz\""));
        assertFalse(tree.get("/a.txt", "Accept-Encoding", "gzip").headers().contains("Vary"));
    }

    @Test
    void aCompressedFileThatIsOlderThanTheFileIsNotUsed() throws IOException {
        tree.write("big.js", "let b");
        Path compressed = tree.write("big.js.gz", gzip("let a"));
        Files.setLastModifiedTime(compressed, FileTime.from(TreeOnDisk.THEN.minusMillis(1)));
        assertEquals("let b", tree.get("/big.js", "Accept-Encoding", "gzip").text());
    }

    @Test
    void aCompressedFileAloneIsAFileOfItsOwn() throws IOException {
        tree.write("only.js.gz", gzip("let a"));
        assertEquals(404, tree.get("/only.js", "Accept-Encoding", "gzip").code());
        Exchange answer = tree.get("/only.js.gz", "Accept-Encoding", "gzip");
        assertEquals(Optional.of("application/gzip"), answer.headers().get("Content-Type"));
        assertFalse(answer.headers().contains("Content-Encoding"));
    }

    // Listings.

    @Test
    void theListingShowsDirectoriesFirstThenFilesByName() throws IOException {
        for (String name : List.of("zz/x", "B.txt", "c.txt", ".hidden", "nul")) tree.write(name, "x");
        List<String> names = Pattern.compile("<tr><td><a href=\"[^\"]*\">([^<]*)</a>").matcher(tree.get("/").text())
            .results().map(match -> match.group(1)).toList();
        assertEquals(List.of("sub/", "zz/", "a.txt", "B.txt", "c.txt"), names);
        assertTrue(tree.get("/sub/").text().contains("<a href=\"../\">"));
    }

    @Test
    void theListingIsAPageThatRunsNothing() throws IOException {
        tree.write("<script>alert(1)<&>\"'/x", "x");
        Exchange answer = tree.get("/");
        assertEquals(Optional.of("text/html; charset=utf-8"), answer.headers().get("Content-Type"));
        assertEquals(Optional.of("default-src 'none'; style-src 'unsafe-inline'"),
            answer.headers().get("Content-Security-Policy"));
        assertEquals(Optional.of("nosniff"), answer.headers().get("X-Content-Type-Options"));
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void namesOfTheListingAreEscaped() throws IOException {
        Files.createDirectory(tree.root().resolve("<i>&\"'"));
        assertTrue(tree.get("/").text().contains(">&lt;i&gt;&amp;&quot;&#39;/</a>"));
        String page = tree.get("/%3Ci%3E&%22'/").text();
        assertTrue(page.contains("<title>/&lt;i&gt;&amp;&quot;&#39;/</title>"), page);
        assertFalse(page.contains("<i>"));
    }

    @Test
    void theListingTellsSizeAndDate() {
        assertTrue(tree.get("/").text().contains("<td>5 B</td><td>2024-02-29 12:34</td>"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "1999, 1.9 kB", "9999, 9.9 kB", "10000, 10 kB", "999999, 999 kB",
        "1500000, 1.5 MB", "9223372036854775807, 9.2 EB"})
    void aSizeHasAtMostThreeDigits(long bytes, String shown) {
        assertEquals(shown, Listing.size(bytes));
    }

    @Test
    void aListingOfVeryManyIsCutAndSaysSo() throws IOException {
        Path many = Files.createDirectory(tree.root().resolve("many"));
        for (int i = 0; i < Listing.LIMIT; i++) Files.createFile(many.resolve(Integer.toString(i)));
        assertFalse(tree.get("/many/").text().contains("There is more"));
        Files.createFile(many.resolve("more"));
        String page = tree.get("/many/").text();
        assertTrue(page.contains("There is more here than fits on a page."));
        assertEquals(Listing.LIMIT, page.split("<tr><td><a href=\"./").length - 1);
    }

    @Test
    void withoutListingADirectoryIsNotFound() throws IOException {
        tree.write("sub/index.html", "index");
        var site = new Directory(tree.root(), false);
        assertEquals(404, TreeOnDisk.ask(site, "GET", "/").code());
        assertEquals("index", TreeOnDisk.ask(site, "GET", "/sub/").text());
        assertEquals(301, TreeOnDisk.ask(site, "GET", "/sub").code());
    }

    // What cannot be read.

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void whatMayNotBeReadIsNotFoundAndTold() throws IOException {
        Path file = locked();
        String name = file.getFileName().toString();
        var site = new Directory(file.getParent());
        Environ environ = Environs.of("GET", "/" + name);
        var told = new StringWriter();
        Environ.ERRORS.put(environ, new PrintWriter(told, true));
        assertEquals(404, InMemory.call(site, environ).code());
        assertTrue(told.toString().contains(name), told.toString());
        assertFalse(TreeOnDisk.ask(site, "GET", "/").text().contains(name));
    }

    /// The superuser may read any file, but for what Linux has only for writing.
    private Path locked() throws IOException {
        Path file = tree.write("locked.txt", "x");
        Files.setPosixFilePermissions(file, Set.of());
        Path ofLinux = Path.of("/proc/sys/vm/compact_memory");
        if (!Files.isReadable(file)) return file;
        assumeFalse(!Files.exists(ofLinux) || Files.isReadable(ofLinux), "the superuser may read everything here");
        return ofLinux;
    }

    @Test
    void aRootThatIsGoneIsNotFoundAndTold() {
        Environ environ = Environs.of("GET", "/a.txt");
        var told = new StringWriter();
        Environ.ERRORS.put(environ, new PrintWriter(told, true));
        assertEquals(404, InMemory.call(new Directory(tree.root().resolve("nowhere")), environ).code());
        assertTrue(told.toString().startsWith("cannot read \""), told.toString());
    }

    @Test
    void aRootThatIsAFileServesNothingBesideIt() {
        assertEquals(404, TreeOnDisk.ask(new Directory(tree.root().resolve("a")), "GET", "/.txt").code());
        assertEquals(404, TreeOnDisk.ask(new Directory(tree.root().resolve("a.txt")), "GET", "/x").code());
    }

    // In front of an application.

    @Test
    void aMountAnswersBelowItsPathAndNowhereElse() throws IOException {
        tree.write("sub/c/d.txt", "d");
        var files = new StaticFiles(Map.of("/static", new Directory(tree.root()), "/static/deep", new Directory(tree.root()
            .resolve("sub")), "/grün", new Directory(tree.root())));
        var site = files.wrap((environ, start) -> start.text("200 OK", "application " + environ.path()));
        assertEquals("hello", TreeOnDisk.ask(site, "GET", "/static/a.txt").text());
        assertEquals("b", TreeOnDisk.ask(site, "GET", "/static/deep/b.txt").text());
        assertEquals("hello", TreeOnDisk.ask(site, "GET", "/gr%C3%BCn/a.txt").text());
        assertEquals(404, TreeOnDisk.ask(site, "GET", "/static/nothing").code());
        for (String path : List.of("/", "/statics", "/a.txt", "//static/a.txt", "/Static/a.txt"))
            assertEquals("application " + path, TreeOnDisk.ask(site, "GET", path).text());
        Exchange moved = TreeOnDisk.ask(site, "GET", "/static?x=y");
        assertEquals(Optional.of("/static/?x=y"), moved.headers().get("Location"));
        assertEquals(Optional.of("/static/sub/"), TreeOnDisk.ask(site, "GET", "/static/sub").headers().get("Location"));
        assertTrue(TreeOnDisk.ask(site, "GET", "/static/").text().contains("<h1>/static/</h1>"));
        assertFalse(TreeOnDisk.ask(site, "GET", "/static/").text().contains("../"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "static", "/static/", "//static", "/a//b"})
    void aMountNeedsAPath(String path) {
        var mounts = Map.of(path, new Directory(tree.root()));
        assertThrows(IllegalArgumentException.class, () -> new StaticFiles(mounts));
    }
}
