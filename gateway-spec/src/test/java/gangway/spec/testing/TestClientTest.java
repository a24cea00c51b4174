package gangway.spec.testing;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.StartResponse;
import gangway.spec.Violation;
import gangway.spec.handler.Exchange;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.HttpRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A client without a network: what it sends, keeps, follows and throws.
@Timeout(60)
class TestClientTest {

    private final List<String> events = new ArrayList<>();

    @TempDir
    private Path directory;

    private Exchange send(Application application, Function<TestClient, TestRequest> request) throws Exception {
        try (TestClient client = TestClient.open(application)) {
            return request.apply(client).send();
        }
    }

    /// Says what it was told.
    private static Iterable<byte[]> echo(Environ environ, StartResponse start) throws IOException {
        String content = new String(environ.input().readAllBytes(), UTF_8);
        return start.text("200 OK", environ.method() + " " + environ.get("REQUEST_URI") + " "
            + environ.contentType().orElse("-") + " " + environ.get("CONTENT_LENGTH") + " " + content);
    }

    // Requests.

    @Test
    void eachMethodHasItsName() throws Exception {
        var said = new ArrayList<String>();
        try (TestClient client = TestClient.open(TestClientTest::echo)) {
            for (TestRequest request : List.of(client.get("/a?b"), client.post("/a"), client.put("/a"), client.delete("/a"),
                client.request("PATCH", "/a"))) said.add(request.send().text());
            assertEquals("", client.head("/a").send().text());
        }
        assertEquals(List.of("GET /a?b - null ", "POST /a - null ", "PUT /a - null ", "DELETE /a - null ",
            "PATCH /a - null "), said);
    }

    @Test
    void aRequestIsNotChangedByWhatIsMadeOfIt() throws Exception {
        try (TestClient client = TestClient.open(TestClientTest::echo)) {
            TestRequest plain = client.post("/");
            plain.text("content").header("X", "1").with("REMOTE_USER", "ada");
            assertEquals("POST / - null ", plain.send().text());
        }
    }

    @Test
    void whatCannotStandInATargetIsEncoded() throws Exception {
        assertEquals("GET /caf%C3%A9%20%2F~;?q%5B%5D=%E2%82%AC&%23 - null ",
            send(TestClientTest::echo, client -> client.get("/café %2F~;?q[]=€&#")).text());
    }

    @Test
    void aTargetIsAPath() throws Exception {
        try (TestClient client = TestClient.open(TestClientTest::echo)) {
            assertThrows(IllegalArgumentException.class, () -> client.get("http://localhost/"));
        }
    }

    @Test
    void contentHasItsTypeAndItsLength() throws Exception {
        try (TestClient client = TestClient.open(TestClientTest::echo)) {
            TestRequest post = client.post("/");
            assertEquals("POST / text/plain; charset=utf-8 2 é", post.text("é").send().text());
            assertEquals("POST / application/json 2 {}", post.json("{}").send().text());
            assertEquals("POST / text/x 1 x", post.bytes("text/x", new byte[] {'x'}).send().text());
            assertEquals("POST / application/x-www-form-urlencoded 16 a+b=%C3%A9%26&c=",
                post.form("a b", "é&", "c", "").send().text());
        }
    }

    @Test
    void aStreamIsContentOfUnknownLengthReadWhenTheApplicationReads() throws Exception {
        var in = new ByteArrayInputStream("streamed".getBytes());
        Application checks = (environ, start) -> {
            assertEquals(8, in.available());
            assertEquals('s', environ.input().read());
            return start.text("200 OK", String.valueOf(environ.get("CONTENT_LENGTH")));
        };
        assertEquals("null", send(checks, client -> client.post("/").stream("text/plain", in)).text());
    }

    @Test
    void filesAreUploaded() throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "file");
        try (TestClient client = TestClient.open(TestClientTest::echo)) {
            String text = client.post("/").multipart(Multipart.of().file("f", file, "text/plain")).send().text();
            assertTrue(text.startsWith("POST / multipart/form-data; boundary=boundary-0 124 --boundary-0\r\n"), text);
            assertTrue(text.contains("filename=\"a.txt\"") && text.contains("\r\n\r\nfile\r\n"), text);
        }
    }

    @Test
    void theEnvironIsThatOfTheClientsPlaceAndMayHaveMore() throws Exception {
        Application tells = (environ, start) -> start.text("200 OK", String.join(" ", Environ.URL_SCHEME.of(environ),
            (String) environ.get("SERVER_NAME"), (String) environ.get("SERVER_PORT"), (String) environ.get("HTTP_HOST"),
            (String) environ.get("REMOTE_USER")));
        var places = new ArrayList<String>();
        for (String origin : List.of("http://localhost", "https://shop.example", "http://[::1]:8000"))
            try (TestClient client = TestClient.open(tells, origin)) {
                places.add(client.get("/").with("REMOTE_USER", "ada").send().text());
            }
        assertEquals(List.of("http localhost 80 localhost ada", "https shop.example 443 shop.example ada",
            "http [::1] 8000 [::1]:8000 ada"), places);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "ftp://localhost", "http://localhost/app"})
    void anOriginIsSchemeAndHost(String origin) {
        assertThrows(IllegalArgumentException.class, () -> TestClient.open(TestClientTest::echo, origin));
    }

    // The lifespan.

    private Application opening() {
        return new Application() {
            @Override
            public AutoCloseable open(Map<String, Object> state) {
                state.put("pool", "water");
                events.add("open");
                return () -> events.add("close");
            }

            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) throws IOException {
                Map<String, Object> state = Environ.STATE.of(environ).values();
                events.add("call " + state);
                state.put("own", "1");
                return start.empty("204 No Content");
            }
        };
    }

    @Verifies(extension = {ExtensionRule.OPENED, ExtensionRule.STATE})
    @Test
    void theApplicationIsOpenedOnceAndEachCallHasItsOwnState() throws Exception {
        try (TestClient client = TestClient.open(opening())) {
            client.get("/").send();
            client.get("/").send();
            assertEquals(Map.of("pool", "water"), client.state());
        }
        assertEquals(List.of("open", "call {pool=water}", "call {pool=water}", "close"), events);
    }

    @Test
    void anApplicationThatFailsToOpenOrCloseFailsTheTest() throws Exception {
        var failure = new IOException("no database");
        assertSame(failure, assertThrows(IOException.class, () -> TestClient.open(failing(true, failure))));
        TestClient client = TestClient.open(failing(false, failure));
        assertSame(failure, assertThrows(AssertionError.class, client::close).getCause());
    }

    private static Application failing(boolean inOpen, IOException failure) {
        return new Application() {
            @Override
            public AutoCloseable open(Map<String, Object> state) throws Exception {
                if (inOpen) throw failure;
                return () -> {
                    throw failure;
                };
            }

            @Override
            public Iterable<byte[]> call(Environ environ, StartResponse start) {
                return List.of();
            }
        };
    }

    // Failures.

    @Test
    void whatTheApplicationThrowsIsTheCauseOfAFailedTest() throws Exception {
        var failure = new IllegalStateException("no database");
        var thrown = assertThrows(AssertionError.class, () -> send((_, _) -> {
            throw failure;
        }, client -> client.get("/a")));
        assertSame(failure, thrown.getCause());
        assertTrue(thrown.getMessage().startsWith("GET /a was not answered well: java.lang.IllegalStateException"),
            thrown.getMessage());
    }

    @Test
    void anAssertionInTheApplicationIsThrownItself() {
        var failure = new AssertionError("expected");
        assertSame(failure, assertThrows(AssertionError.class, () -> send((_, _) -> {
            throw failure;
        }, client -> client.get("/"))));
    }

    @Test
    void aBreachOfTheContractFailsTheTestThoughTheAnswerWentOut() {
        var thrown = assertThrows(AssertionError.class, () -> send((_, start) -> {
            start.start("200 OK", "Content-Length", "1");
            return List.of("too long".getBytes());
        }, client -> client.get("/")));
        assertTrue(thrown.getCause() instanceof Violation, thrown::toString);
    }

    @Verifies(http = HttpRule.FAILURE)
    @Test
    void failuresAreKeptOnDemand() throws Exception {
        var failure = new IllegalStateException("secret");
        Exchange exchange = send((_, _) -> {
            throw failure;
        }, client -> client.get("/").keepingFailures());
        assertEquals(500, exchange.code());
        assertEquals(List.of(failure), exchange.reported());
        assertFalse(exchange.text().contains("secret"));
    }

    // Cookies.

    @Test
    void cookiesAreKeptBetweenRequests() throws Exception {
        Application counts = (environ, start) -> {
            int count = environ.header("Cookie").map(cookie -> Integer.parseInt(cookie.replace("n=", ""))).orElse(0) + 1;
            start.start("200 OK", "Set-Cookie", "n=" + count + "; Path=/");
            return List.of(Integer.toString(count).getBytes());
        };
        try (TestClient client = TestClient.open(counts)) {
            client.get("/deep/in/here").send();
            assertEquals("2", client.get("/").send().text());
            assertEquals(Optional.of("2"), client.cookies().get("n"));
            assertEquals("8", client.get("/").header("Cookie", "n=7").send().text());
            client.cookies().clear();
            assertEquals("1", client.get("/").send().text());
        }
    }

    // Redirections.

    /// Redirects `/CODE` to what the header field To says, and echoes the rest.
    private static Iterable<byte[]> redirecting(Environ environ, StartResponse start) throws IOException {
        return environ.path().matches("/\\d+") ? start.redirect(environ.path().substring(1) + " Moved",
            environ.header("To").orElse("/there?x=1#part")) : echo(environ, start);
    }

    @ParameterizedTest
    @CsvSource({"301, GET /there?x=1 - null ", "302, GET /there?x=1 - null ", "303, GET /there?x=1 - null ",
        "307, POST /there?x=1 text/plain; charset=utf-8 1 x", "308, POST /there?x=1 text/plain; charset=utf-8 1 x"})
    void aRedirectionIsFollowedAsItsStatusSays(String code, String answer) throws Exception {
        Exchange exchange = send(TestClientTest::redirecting, client ->
            client.post("/" + code).text("x").followingRedirects());
        assertEquals(answer.strip(), exchange.text().strip());
    }

    @ParameterizedTest
    @CsvSource({"../up, /up", "down, /down", "?q, /303?q", "http://localhost, /", "http://LOCALHOST/x, /x", "/é, /%C3%A9"})
    void aLocationIsResolved(String location, String target) throws Exception {
        Application once = (environ, start) -> events.isEmpty() && events.add("") ? redirecting(environ, start)
            : echo(environ, start);
        Exchange exchange = send(once, client -> client.get("/303").header("To", location).followingRedirects());
        assertEquals("GET " + target + " - null ", exchange.text());
    }

    @Test
    void withoutTheWishARedirectionIsAnAnswer() throws Exception {
        assertEquals(303, send(TestClientTest::redirecting, client -> client.get("/303")).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://other.example/", "https://localhost/", "http://localhost:81/", "//other/",
        "mailto:a@b.example"})
    void aRedirectionToSomewhereElseIsAnAnswer(String location) throws Exception {
        assertEquals(303, send(TestClientTest::redirecting, client ->
            client.get("/303").header("To", location).followingRedirects()).code());
    }

    @Test
    void aHeadStaysAHead() throws Exception {
        Exchange exchange = send(TestClientTest::redirecting, client -> client.head("/303").followingRedirects());
        assertEquals(List.of(200, ""), List.of(exchange.code(), exchange.text()));
    }

    @Test
    void redirectionsInACircleFailTheTest() {
        var thrown = assertThrows(AssertionError.class, () -> send((environ, start) -> {
            events.add(environ.path());
            return start.redirect("303 See Other", "/again");
        }, client -> client.get("/").followingRedirects()));
        assertEquals("more than 20 redirections, the last one to /again", thrown.getMessage());
        assertEquals(21, events.size());
    }

    @Test
    void aLocationThatIsNoUriFailsTheTest() {
        var thrown = assertThrows(AssertionError.class, () -> send(TestClientTest::redirecting, client ->
            client.get("/303").header("To", "/a b").followingRedirects()));
        assertTrue(thrown.getMessage().startsWith("Location is no URI reference"), thrown.getMessage());
    }

    @Test
    void aCookieOfARedirectionIsSentWhereItLeads() throws Exception {
        Application login = (environ, start) -> {
            if (environ.path().equals("/welcome")) return start.text("200 OK", environ.header("Cookie").orElse("none"));
            start.start("303 See Other", "Location", "/welcome", "Set-Cookie", "user=ada");
            return List.of();
        };
        assertEquals("user=ada", send(login, client -> client.post("/login").form("a", "b").followingRedirects()).text());
    }

    @Test
    void aStreamCannotBeSentTwice() {
        assertThrows(IllegalStateException.class, () -> send(TestClientTest::redirecting, client ->
            client.post("/307").stream("text/x", InputStream.nullInputStream()).followingRedirects()));
    }

    // Answers that do not end.

    @Verifies(http = HttpRule.CLIENT_GONE)
    @Test
    void aClientMayLeaveAnEndlessBody() throws Exception {
        Application endless = (_, start) -> {
            start.start("200 OK");
            Iterable<byte[]> numbers = () -> IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> Integer.toString(n).getBytes()).iterator();
            return new Closing(numbers, () -> events.add("closed"));
        };
        try (TestClient client = TestClient.open(endless)) {
            Exchange exchange = client.get("/").send(block -> !new String(block).equals("4"));
            assertEquals("123", exchange.text());
            assertFalse(exchange.complete());
            assertEquals(List.of("closed"), events);
        }
    }

    /// Blocks that can be closed.
    private record Closing(Iterable<byte[]> blocks, Runnable closed) implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return blocks.iterator();
        }

        @Override
        public void close() {
            closed.run();
        }
    }

    @Test
    void aClientMayLeaveWhatIsPushed() throws Exception {
        Application pushes = (environ, start) -> {
            start.start("200 OK");
            return new Body.Push(out -> {
                try {
                    while (true) out.write("tick".getBytes());
                } catch (ClientDisconnected gone) {
                    events.add("gone " + Environ.DISCONNECTED.of(environ).getAsBoolean());
                    throw gone;
                }
            });
        };
        try (TestClient client = TestClient.open(pushes)) {
            var left = new AtomicInteger(2);
            assertEquals("ticktick", client.get("/").send(_ -> left.getAndDecrement() > 0).text());
        }
        assertEquals(List.of("gone true"), events);
    }

    // Other protocols.

    @Verifies(extension = ExtensionRule.UPGRADE)
    @Test
    void aConversationGoesBackAndForth() throws Exception {
        Application counts = (environ, start) -> {
            assertEquals(List.of("count"), Environ.UPGRADE.of(environ).protocols());
            start.start("101 Switching Protocols");
            return new Body.Upgrade("count", (in, out) -> {
                for (int said = in.read(); said >= 0; said = in.read()) out.write(new byte[] {(byte) (said + 1)});
            });
        };
        try (TestClient client = TestClient.open(counts)) {
            UnaryOperator<byte[]> answer = heard -> heard[0] == 'd' ? new byte[0] : heard;
            Exchange exchange = client.get("/").converse("count", "a".getBytes(), answer);
            assertEquals(101, exchange.code());
            assertEquals("bcd", exchange.text());
            assertTrue(exchange.complete());
        }
    }

    @Test
    void aConversationMayBeReadInBlocks() throws Exception {
        Application echoes = (_, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", (in, out) -> out.write(in.readAllBytes()));
        };
        try (TestClient client = TestClient.open(echoes)) {
            assertEquals("hello", client.get("/").converse("echo", "hello".getBytes(), _ -> new byte[0]).text());
        }
    }

    @Verifies(extension = ExtensionRule.OFFERED)
    @Test
    void aProtocolThatWasNotOfferedIsRefused() throws Exception {
        Exchange exchange = send((_, start) -> {
            start.start("101 Switching Protocols");
            return new Body.Upgrade("echo", (_, _) -> {});
        }, client -> client.get("/").keepingFailures());
        assertEquals(500, exchange.code());
        assertEquals(ExtensionRule.OFFERED, ((Violation) exchange.reported().getFirst()).rule());
    }
}
