package gangway.server;

import module java.base;

import gangway.spec.rule.EnvironRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// The chapter's table of variables and keys is that of a real request.
@Timeout(60)
class DocumentedTest {

    /// A request that has everything.
    private static final String REQUEST = """
        POST /app/x?q=1 HTTP/1.1
        Host: x
        Connection: close, upgrade
        Upgrade: echo
        Cookie: a=1
        Content-Type: text/plain
        Content-Length: 2

        ok""";

    private static final Pattern ROW = Pattern.compile("^\\| `([A-Za-z_.]+)` \\|", Pattern.MULTILINE);

    @Test
    @Verifies(environ = {EnvironRule.DOCUMENTED, EnvironRule.REQUIRED, EnvironRule.SUGGESTED, EnvironRule.RESERVED})
    void theTableOfTheChapterHasJustTheKeysOfAnEnviron() throws Exception {
        var provided = new TreeSet<String>();
        Settings settings = Settings.loopback().with(new RootPath("/app"))
            .with(Timeouts.DEFAULT.withApplication(Duration.ofHours(1)));
        try (var server = LiveServer.of(settings, (environ, start) -> {
            for (String key : environ.keySet()) provided.add(key.startsWith("HTTP_") ? "HTTP_" : key);
            return start.empty("204 No Content");
        })) {
            server.ask(REQUEST);
        }
        var documented = ROW.matcher(Files.readString(Path.of("README.md"))).results().map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", provided), String.join("\n", documented));
    }
}
