package gangway.clients;

import module java.base;

import gangway.cli.Gangway;
import gangway.server.Worker;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/// The server in the eyes of a browser.
@Timeout(120)
class BrowserTest {

    @TempDir
    private Path directory;

    /// The page as it is when nothing more happens on it.
    private String shown(String url) throws Exception {
        return Program.require("chromium", "chromium-browser", "google-chrome").run("--headless", "--no-sandbox",
            "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync",
            "--disable-component-update", "--user-data-dir=" + directory.resolve("profile"),
            "--virtual-time-budget=10000", "--dump-dom", url);
    }

    @ParameterizedTest
    @EnumSource
    void itShowsAPageWithAllItsPartsAndUploads(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            String page = shown(site.url() + "/page");
            assertTrue(page.contains("echoed 100000") && page.contains("24 parts"), page);
        }
    }

    @Test
    void itHearsWhatTheServerPushes() throws Exception {
        String example = "reference-server/examples/ServerSentEvents.java";
        try (Gangway gangway = Gangway.start(Gangway.ROOT, "serve", example, "-p", "0")) {
            String page = shown(gangway.url() + "/");
            assertTrue(page.contains("<p id=\"seen\">3, 2, 1, liftoff</p>"), page);
        }
    }
}
