package gangway.contract;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Key;
import gangway.spec.PercentEncoding;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Part 2 of the contract: the environ, in the eyes of applications that get many kinds of requests.
@Timeout(60)
class EnvironTest {

    private static final List<Ask> REQUESTS = List.of(
        Ask.get("/"),
        Ask.get("/").old(),
        Ask.of("HEAD", "/a/b/"),
        Ask.of("OPTIONS", "/"),
        Ask.of("brew", "/pot", "Accept: tea/green", "Accept: tea/black;q=0.5"),
        Ask.get("//a//b/../c?x=1&y=%20?/z"),
        Ask.get("/p%61th/%C3%A9%2Fx?", "Host: gangway.test:8080"),
        Ask.get("/", "Host: [::1]:80", "Connection: keep-alive, X-Mine", "Keep-Alive: 5", "TE: trailers", "X-Mine: 1"),
        Ask.get("/", "Cookie: a=1", "Cookie: b=2", "Authorization: Basic c2VjcmV0", "Proxy-Authorization: Basic c2VjcmV0"),
        Ask.get("/", "X_Under: 1", "X-Latin: caf\u00e9", "X-Empty: ", "Proxy: http://evil.test/"),
        Ask.post("content", "Content-Type: text/plain; charset=utf-8"),
        Ask.post(""),
        Ask.of("PUT", "/"));

    /// What a host has beside: chunks.
    private static List<Ask> requests(Host host) {
        boolean chunks = host.can().contains(Host.Can.CONNECTIONS);
        return chunks ? Stream.concat(REQUESTS.stream(), Stream.of(Ask.post("content").chunked())).toList() : REQUESTS;
    }

    /// A request and the environ in which it came.
    private record Seen(Ask ask, Environ environ) {
        private Map<String, String> variables() {
            return environ.keySet().stream().filter(name -> name.indexOf('.') < 0)
                .collect(Collectors.toMap(name -> name, name -> assertInstanceOf(String.class, environ.get(name), name)));
        }

        private Optional<String> variable(String name) {
            return Optional.ofNullable((String) environ.get(name));
        }
    }

    private static Seen see(Host host, Ask ask) throws Exception {
        return see(host, List.of(ask)).getFirst();
    }

    private static List<Seen> see(Host host, List<Ask> asks) throws Exception {
        var environs = new ConcurrentLinkedQueue<Environ>();
        var seen = new ArrayList<Seen>();
        try (var running = host.start((environ, start) -> {
            environs.add(environ);
            return start.text("200 OK", "seen");
        })) {
            for (Ask ask : asks) {
                assertEquals(200, running.ask(ask).code(), ask.toString());
                seen.add(new Seen(ask, environs.remove()));
            }
        }
        return seen;
    }

    @Verifies(environ = EnvironRule.DICTIONARY)
    @OnEachHost
    void theApplicationCanChangeItInAnyWay(Host host) throws Exception {
        Reply reply = host.ask((environ, start) -> {
            environ.put("acme.mine", 1);
            environ.put("REQUEST_METHOD", "OTHER");
            environ.remove("QUERY_STRING");
            environ.entrySet().removeIf(entry -> entry.getKey().startsWith("HTTP_"));
            environ.replaceAll((key, value) -> key.equals("PATH_INFO") ? "/changed" : value);
            String seen = environ.get("acme.mine") + environ.method() + environ.path() + environ.query()
                + environ.header("Host");
            environ.clear();
            return start.text("200 OK", seen + environ.size());
        }, Ask.get("/x?y"));
        assertEquals("1OTHER/changedOptional.empty0", reply.text());
    }

    @Verifies(environ = EnvironRule.OWN)
    @Tag("facts-1")
    @Tag("facts-28")
    @OnEachHost
    void noCallSeesWhatAnotherDidToItsOwn(Host host) throws Exception {
        var environs = new ConcurrentLinkedQueue<Environ>();
        try (var running = host.start((environ, start) -> {
            String seen = environ.path() + environ.containsKey("acme.mine") + environ.header("Accept")
                + environ.input().read();
            environ.put("acme.mine", 1);
            environ.put("PATH_INFO", "/changed");
            environ.keySet().removeIf(name -> name.startsWith("HTTP_"));
            environs.add(environ);
            return start.text("200 OK", seen);
        })) {
            for (int n = 0; n < 3; n++)
                assertEquals("/xfalseOptional[a/b]-1", running.ask(Ask.get("/x", "Accept: a/b")).text());
        }
        assertNotSame(environs.remove(), environs.remove());
    }

    @Verifies(environ = EnvironRule.OWN)
    @Tag("facts-28")
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void norDoesTheNextCallOfTheConnection(Host host) throws Exception {
        try (var running = host.start((environ, start) -> {
            String seen = environ.path() + environ.put("acme.mine", 1) + environ.header("Accept");
            environ.clear();
            return start.text("200 OK", seen);
        }); Wire wire = Wire.to(running)) {
            wire.send("GET /1 HTTP/1.1\nHost: x\nAccept: a/b\n\nGET /2 HTTP/1.1\nHost: x\n\n");
            assertEquals("/1nullOptional[a/b]", wire.read().text());
            assertEquals("/2nullOptional.empty", wire.read().text());
        }
    }

    @Verifies(environ = EnvironRule.REQUIRED)
    @Tag("facts-28")
    @OnEachHost
    void whatIsRequiredIsThere(Host host) throws Exception {
        var required = Set.of("REQUEST_METHOD", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL",
            "gateway.version", "gateway.url_scheme", "gateway.input", "gateway.errors", "gateway.multithread",
            "gateway.multiprocess", "gateway.run_once");
        for (Seen seen : see(host, requests(host))) {
            assertTrue(seen.environ().keySet().containsAll(required), seen.toString());
            assertEquals(Environ.Version.CURRENT, Environ.VERSION.of(seen.environ()));
        }
    }

    @Verifies(environ = EnvironRule.NO_NULL)
    @Tag("facts-28")
    @OnEachHost
    void nothingIsNull(Host host) throws Exception {
        for (Seen seen : see(host, requests(host))) {
            assertFalse(seen.environ().containsValue(null), seen.toString());
            assertFalse(seen.environ().containsKey(null), seen.toString());
        }
    }

    @Verifies(environ = EnvironRule.STRINGS)
    @Tag("facts-28")
    @OnEachHost
    void variablesAreStringsOfBytes(Host host) throws Exception {
        for (Seen seen : see(host, requests(host)))
            seen.variables().forEach((name, value) -> assertTrue(value.chars().allMatch(c -> c <= 0xFF), name + value));
    }

    @Verifies(environ = EnvironRule.METHOD)
    @OnEachHost
    void theMethodIsAsSent(Host host) throws Exception {
        for (Seen seen : see(host, requests(host))) assertEquals(seen.ask().method(), seen.environ().method());
    }

    @Verifies(environ = {EnvironRule.SCRIPT_NAME, EnvironRule.PATH_INFO, EnvironRule.PATH})
    @OnEachHost
    void theHalvesOfThePathCanBeJoined(Host host) throws Exception {
        for (Seen seen : see(host, requests(host))) {
            String script = seen.environ().scriptName(), path = seen.variable("PATH_INFO").orElse("");
            assertTrue(script.isEmpty() || script.startsWith("/") && !script.endsWith("/"), script);
            assertTrue(path.isEmpty() || path.startsWith("/"), path);
            assertFalse(script.isEmpty() && path.isEmpty());
        }
    }

    @Verifies(environ = EnvironRule.PATH_KEPT)
    @Tag("facts-29")
    @OnEachHost
    void thePathIsDecodedOnceToBytes(Host host) throws Exception {
        Environ environ = see(host, Ask.get("/p%61th/%C3%A9%2Fx%2525?q=1")).environ();
        assertEquals("/path/\u00c3\u00a9/x%25", environ.get("PATH_INFO"));
        assertEquals("/path/\u00e9/x%25", environ.path());
        assertEquals("q=1", environ.query());
        assertEquals("/p%61th/%C3%A9%2Fx%2525?q=1", environ.get("REQUEST_URI"));
    }

    @Verifies(environ = EnvironRule.PATH_KEPT)
    @Tag("facts-30")
    @OnEachHost
    void noSlashIsMergedAndNoDotResolved(Host host) throws Exception {
        for (String path : List.of("//a//b", "/a/../b", "/./a", "/a/", "//", "/a;b=c"))
            assertEquals(path, see(host, Ask.get(path)).environ().get("PATH_INFO"));
    }

    @Verifies(environ = {EnvironRule.TARGET, EnvironRule.PATH_KEPT})
    @Tag("facts-30")
    @OnEachHost(needs = Host.Can.REQUESTS)
    void aWholeUriIsSplitAndItsHostIsHost(Host host) throws Exception {
        Environ environ = see(host, Ask.get("http://other.test:81/a?b", "Host: gangway.test")).environ();
        assertEquals("other.test:81", environ.get("HTTP_HOST"));
        assertEquals("/a", environ.get("PATH_INFO"));
        assertEquals("b", environ.query());
        assertEquals("http://other.test:81/a?b", environ.get("REQUEST_URI"));
        assertEquals("/", see(host, Ask.get("http://other.test")).environ().get("PATH_INFO"));
    }

    @Verifies(environ = EnvironRule.TARGET)
    @Tag("facts-30")
    @OnEachHost(needs = {Host.Can.REQUESTS, Host.Can.CONNECTIONS})
    void whatIsNoTargetIsRefused(Host host) throws Exception {
        try (var running = host.start((environ, start) -> start.text("200 OK", environ.path()))) {
            for (Ask ask : List.of(Ask.get("*"), Ask.get("/a%zz"), Ask.get("/a%4"), Ask.get("/caf\u00e9"), Ask.get("/a#b"),
                Ask.get("a"), Ask.get("http:///a")))
                assertEquals(400, running.ask(ask).code(), ask.toString());
            assertTrue(running.ask(Ask.of("OPTIONS", "*")).code() < 300);
        }
    }

    @Verifies(environ = {EnvironRule.TARGET, EnvironRule.RAW_PATH})
    @OnEachHost
    void theTargetIsThereAsReceived(Host host) throws Exception {
        for (Seen seen : see(host, requests(host))) {
            String target = seen.ask().target();
            assertEquals(target, seen.environ().get("REQUEST_URI"));
            String raw = Environ.RAW_PATH.of(seen.environ());
            assertEquals(target.split("\\?", 2)[0], raw);
            assertTrue(PercentEncoding.decode(raw).endsWith(seen.variable("PATH_INFO").orElse("")), raw);
            assertEquals(target.contains("?") ? target.split("\\?", 2)[1] : "", seen.environ().query());
        }
    }

    @Verifies(environ = {EnvironRule.CONTENT_NAMES, EnvironRule.CONTENT_MIRROR, EnvironRule.CONTENT_LENGTH})
    @Tag("facts-28")
    @OnEachHost
    void ofTheContentIsToldWhatTheClientTold(Host host) throws Exception {
        for (Seen seen : see(host, requests(host))) {
            assertFalse(seen.environ().containsKey("HTTP_CONTENT_TYPE"));
            assertFalse(seen.environ().containsKey("HTTP_CONTENT_LENGTH"));
            assertEquals(seen.ask().headers().get("Content-Type"), seen.variable("CONTENT_TYPE"));
            assertEquals(seen.ask().headers().get("Content-Length"), seen.variable("CONTENT_LENGTH"));
        }
    }

    @Verifies(environ = {EnvironRule.SERVER_NAME, EnvironRule.SERVER_PORT, EnvironRule.SCHEME})
    @OnEachHost
    void theServerSaysWhereItIs(Host host) throws Exception {
        for (Seen seen : see(host, requests(host))) {
            assertTrue(seen.variable("SERVER_NAME").orElse("").matches("[A-Za-z0-9.-]+|\\[[0-9a-f:.]+]"), seen.toString());
            assertTrue(seen.variable("SERVER_PORT").orElse("").matches("[0-9]{1,5}"), seen.toString());
            assertTrue(Set.of("http", "https").contains(Environ.URL_SCHEME.of(seen.environ())), seen.toString());
        }
    }

    @Verifies(environ = EnvironRule.PROTOCOL)
    @OnEachHost
    void theProtocolIsTheClients(Host host) throws Exception {
        for (Seen seen : see(host, requests(host))) assertEquals(seen.ask().version(), seen.environ().protocol());
    }

    @Verifies(environ = EnvironRule.HOST)
    @OnEachHost
    void hostIsAHost(Host host) throws Exception {
        for (Seen seen : see(host, requests(host)))
            assertTrue(seen.variable("HTTP_HOST").orElse("x").matches("([A-Za-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]*)?"),
                seen.toString());
    }

    @Verifies(environ = {EnvironRule.FIELDS, EnvironRule.HOP_BY_HOP})
    @OnEachHost
    void justTheFieldsThatWereSentAreVariables(Host host) throws Exception {
        for (Seen seen : see(host, requests(host))) {
            Headers sent = seen.ask().headers();
            var names = new TreeSet<String>();
            for (Header field : sent)
                if (!Header.isHopByHop(field.name()) && !Set.of("X_Under", "Proxy", "Content-Type", "Content-Length")
                    .contains(field.name())) names.add(field.name());
            for (String name : names)
                assertEquals(sent.joined(name), seen.variable("HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_')));
            assertEquals(names.size(), seen.environ().keySet().stream().filter(name -> name.startsWith("HTTP_")).count());
        }
    }

    @Verifies(environ = {EnvironRule.JOINED, EnvironRule.UNDERSCORES})
    @Tag("facts-31")
    @OnEachHost(needs = Host.Can.FIELD_LINES)
    void repeatsAreJoinedAndUnderscoresLeftOut(Host host) throws Exception {
        Environ environ = see(host, Ask.get("/", "X-Dup: a", "cookie: a=1", "x-dup: b", "Cookie: b=2", "X_Under: 1",
            "X_Dup: c")).environ();
        assertEquals("a, b", environ.get("HTTP_X_DUP"));
        assertEquals("a=1; b=2", environ.get("HTTP_COOKIE"));
        assertFalse(environ.containsKey("HTTP_X_UNDER"));
        assertEquals(List.of("X-Dup: a", "cookie: a=1", "x-dup: b", "Cookie: b=2"), environ.headers().list().stream()
            .filter(field -> field.is("X-Dup") || field.is("Cookie")).map(Header::toString).toList());
    }

    @Verifies(environ = {EnvironRule.KEY_TYPE, EnvironRule.RESERVED, EnvironRule.KEY_NAME})
    @Tag("facts-28")
    @OnEachHost
    void eachKeyHasANameAndATypeThatIsKnown(Host host) throws Exception {
        Map<String, Class<?>> types = Environ.KEYS.stream().collect(Collectors.toMap(Key::name, Key::type));
        for (Seen seen : see(host, requests(host)))
            seen.environ().forEach((name, value) -> {
                if (name.startsWith("gateway.") && !name.startsWith("gateway.x."))
                    assertInstanceOf(types.getOrDefault(name, Void.class), value, name);
                else assertTrue(name.matches("[A-Z0-9_]+|[a-z0-9_]+(\\.[a-z0-9_]+)+"), name);
            });
    }

    @Verifies(environ = EnvironRule.SUGGESTED)
    @OnEachHost(needs = Host.Can.CONNECTIONS)
    void theOtherEndAndTheSoftwareAreNamed(Host host) throws Exception {
        Environ environ = see(host, Ask.get("/")).environ();
        assertEquals("127.0.0.1", environ.get("REMOTE_ADDR"));
        assertTrue(((String) environ.get("REMOTE_PORT")).matches("[1-9][0-9]*"));
        assertEquals("CGI/1.1", environ.get("GATEWAY_INTERFACE"));
        assertFalse(((String) environ.get("SERVER_SOFTWARE")).isEmpty());
    }

    @Verifies(environ = EnvironRule.SINGLETONS)
    @OnEachHost(needs = {Host.Can.REQUESTS, Host.Can.CONNECTIONS})
    void whatMustStandAloneIsRefusedWhenRepeated(Host host) throws Exception {
        try (var running = host.start((_, start) -> start.text("200 OK", "passed"))) {
            for (String twice : List.of("Host: x", "Content-Length: 1", "Content-Type: a/b"))
                try (Wire wire = Wire.to(running)) {
                    String first = twice.startsWith("Host") ? "" : "Host: x\n";
                    wire.send("POST / HTTP/1.1\n" + first + twice + "\n" + twice + "\n\n1");
                    assertEquals(400, wire.read().code(), twice);
                }
        }
    }

    @Verifies(environ = EnvironRule.SECRETS)
    @Tag("facts-86")
    @OnEachHost
    void credentialsAreNotShown(Host host) throws Exception {
        Environ environ = see(host, Ask.get("/", "Cookie: a=c2VjcmV0", "Authorization: Basic c2VjcmV0",
            "Proxy-Authorization: Basic c2VjcmV0", "X-Shown: shown")).environ();
        assertTrue(environ.toString().contains("HTTP_X_SHOWN=shown"), environ.toString());
        assertFalse(environ.toString().contains("c2VjcmV0"), environ.toString());
    }

    @Verifies(http = HttpRule.URI)
    @OnEachHost
    void theUriThatWasAskedForCanBeBuilt(Host host) throws Exception {
        Environ environ = see(host, Ask.get("/a%2Fb//c?d=%20", "Host: gangway.test:8080")).environ();
        assertEquals("http://gangway.test:8080/a%2Fb//c?d=%20", Environ.URL_SCHEME.of(environ) + "://"
            + environ.header("Host").orElseThrow() + Environ.RAW_PATH.of(environ) + "?" + environ.query());
    }

    // What whoever runs the server tells it.

    @Verifies(extension = ExtensionRule.ROOT)
    @Tag("facts-32")
    @OnEachHost(needs = Host.Can.SETUP)
    void theRootPathIsTakenOffOnceWhereItIsAWholePrefix(Host host) throws Exception {
        Map<String, String> paths = Map.of("/app/a", "/a", "/app", "", "/app/", "/", "/app/app/a", "/app/a", "/application",
            "/application", "/a", "/a", "/%61pp/%2561", "/%61", "/app//a", "//a");
        try (var running = host.start((environ, start) ->
            start.text("200 OK", environ.scriptName() + " " + environ.get("PATH_INFO")), new Host.Setup("/app", Map.of()))) {
            for (var path : paths.entrySet())
                assertEquals("/app " + path.getValue(), running.ask(Ask.get(path.getKey())).text(), path.getKey());
        }
    }

    @Verifies(environ = EnvironRule.DEPLOYER)
    @OnEachHost(needs = Host.Can.SETUP)
    void variablesOfTheDeployerAreInEachEnviron(Host host) throws Exception {
        try (var running = host.start((environ, start) -> {
            byte[] value = ((String) environ.get("PLACE")).getBytes(ISO_8859_1);
            return start.text("200 OK", value.length + " " + new String(value, UTF_8).equals("caf\u00e9"));
        }, new Host.Setup("", Map.of("PLACE", "caf\u00e9")))) {
            for (int n = 0; n < 2; n++) assertEquals("5 true", running.ask(Ask.get("/")).text());
        }
    }
}
