package gangway.spec.files;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.PercentEncoding;
import gangway.spec.StartResponse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// A page that shows what is in a directory: all of it that would be served, directories first, by name.
///
/// @param entries in that order
/// @param isWhole whether there are no more
record Listing(List<Entry> entries, boolean isWhole) {

    /// More than these are not even read: they help nobody, and each costs some calls of the operating system.
    static final int LIMIT = 1000;

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String PAGE = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        :root { color-scheme: light dark; --dim: light-dark(#6b6b70, #9a9aa2); --line: light-dark(#e6e6e3, #303036) }
        body { margin: 0; padding: 3rem 1.5rem; font: 1rem/1.5 system-ui, sans-serif }
        main { max-width: 52rem; margin: auto }
        h1 { margin: 0 0 1.5rem; font-size: 1.4rem; font-weight: 600; overflow-wrap: anywhere }
        table { width: 100%%; border-collapse: collapse }
        th { color: var(--dim); font-weight: normal; font-size: .85rem; text-align: left }
        td, th { padding: .35rem 0 .35rem 1.5rem; border-bottom: 1px solid var(--line); vertical-align: baseline }
        td:first-child, th:first-child { padding-left: 0; width: 100%%; overflow-wrap: anywhere }
        td + td, th + th { white-space: nowrap; text-align: right; color: var(--dim); font-variant-numeric: tabular-nums }
        a { text-decoration: none; unicode-bidi: isolate }
        a:hover, a:focus { text-decoration: underline }
        p { color: var(--dim) }
        </style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        <table>
        <thead><tr><th scope="col">Name</th><th scope="col">Size</th><th scope="col">Changed (UTC)</th></tr></thead>
        <tbody>
        %2$s</tbody>
        </table>
        %3$s</main>
        </body>
        </html>
        """;

    /// A file or a directory.
    ///
    /// @param name        percent-encoded
    /// @param isDirectory that, or a file
    /// @param size        of a file, in bytes
    /// @param modified    when it was changed
    record Entry(String name, boolean isDirectory, long size, Instant modified) {
        String text() {
            return new String(PercentEncoding.decode(name).getBytes(ISO_8859_1), UTF_8) + (isDirectory ? "/" : "");
        }

        /// A reference from the page. The dot in front keeps a colon from making a scheme of it (RFC 3986 §4.2).
        String link() {
            return "./" + name + (isDirectory ? "/" : "");
        }
    }

    /// Reads a directory, as far as there is room on the page.
    ///
    /// @param asked what asks for it
    /// @param found where it is
    static Listing of(Tree tree, Asked asked, Path found) throws IOException {
        var entries = new ArrayList<Entry>();
        int read = 0;
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(found)) {
            for (Path path : paths) {
                if (read++ == LIMIT) return sorted(entries, false);
                entry(tree, asked, Tree.encodedName(path)).ifPresent(entries::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return sorted(entries, true);
    }

    private static Listing sorted(List<Entry> entries, boolean isWhole) {
        entries.sort(Comparator.comparing((Entry entry) -> !entry.isDirectory())
            .thenComparing(Entry::text, String.CASE_INSENSITIVE_ORDER).thenComparing(Entry::name));
        return new Listing(List.copyOf(entries), isWhole);
    }

    /// @return nothing for what would be 404
    private static Optional<Entry> entry(Tree tree, Asked asked, String encoded) {
        String name = PercentEncoding.decode(encoded);
        if (!Asked.isServed(name)) return Optional.empty();
        try {
            Optional<Path> real = tree.find(asked.entry(name));
            if (real.isEmpty() || !Files.isReadable(real.get())) return Optional.empty();
            var attributes = Files.readAttributes(real.get(), BasicFileAttributes.class);
            boolean isShown = attributes.isDirectory() || attributes.isRegularFile();
            return isShown ? Optional.of(new Entry(encoded, attributes.isDirectory(), attributes.size(),
                attributes.lastModifiedTime().toInstant())) : Optional.empty();
        } catch (IOException goneOrForbidden) {
            return Optional.empty();
        }
    }

    /// Sends the page.
    ///
    /// @return its body
    Iterable<byte[]> send(Environ environ, StartResponse start) throws IOException {
        String path = environ.scriptName() + environ.getOrDefault("PATH_INFO", "");
        start.start("200 OK", "Content-Type", "text/html; charset=utf-8", "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        return List.of(page(new String(path.getBytes(ISO_8859_1), UTF_8), !environ.path().equals("/")).getBytes(UTF_8));
    }

    private String page(String path, boolean hasParent) {
        String up = hasParent ? "<tr><td><a href=\"../\">../</a></td><td></td><td></td></tr>\n" : "";
        return PAGE.formatted(escape(path), up + entries.stream().map(Listing::row).collect(Collectors.joining()),
            isWhole ? "" : "<p>There is more here than fits on a page.</p>\n");
    }

    private static String row(Entry entry) {
        return "<tr><td><a href=\"%s\">%s</a></td><td>%s</td><td>%s</td></tr>\n".formatted(escape(entry.link()),
            escape(entry.text()), entry.isDirectory() ? "" : size(entry.size()), TIME.format(entry.modified()));
    }

    /// @return `26 B`, `1.3 kB`, `412 MB`
    static String size(long bytes) {
        long whole = bytes, before = 0;
        int unit = 0;
        for (; whole >= 1000; unit++) {
            before = whole;
            whole /= 1000;
        }
        String tenths = unit > 0 && whole < 10 ? "." + before % 1000 / 100 : "";
        return whole + tenths + " " + List.of("B", "kB", "MB", "GB", "TB", "PB", "EB").get(unit);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            .replace("\"", "&quot;").replace("'", "&#39;");
    }
}
