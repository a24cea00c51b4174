package gangway.server.cli;

import module java.base;

/// The page that a browser gets while the program does not compile or load. Self-contained; asks again each second, so it
/// goes away by itself. Everything that comes from the program is escaped.
final class DiagnosticsPage {

    /// Lines of source before and behind the one that is meant.
    private static final int CONTEXT = 3;

    private static final String PAGE = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="1">
        <title>%1$s: %2$s</title>
        <style>
        :root { color-scheme: light dark }
        :root { --ink: #1d1d1f; --dim: #6b6b70; --paper: #fff; --code: #f5f5f2; --red: #b3261e; --mark: #fbe3e0 }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e8e8ea; --dim: #9a9aa2; --paper: #19191c; --code: #232327; --red: #ff8a80; --mark: #4a2523 }
        }
        body { margin: 0; padding: 3rem 1.5rem; font: 1rem/1.5 system-ui, sans-serif }
        body { background: var(--paper); color: var(--ink) }
        main { max-width: 60rem; margin: auto }
        h1 { margin: 0; font-size: 1.6rem }
        h1 small { color: var(--red); font-weight: normal; font-size: 1rem; margin-left: .6rem }
        h2 { margin: 0 0 .4rem; font-size: 1.05rem }
        h2 span { display: block; color: var(--dim); font: .85rem/1.6 ui-monospace, monospace }
        article { margin: 2.2rem 0 }
        pre { margin: 0; padding: .8rem 0; overflow-x: auto; background: var(--code); border-radius: .4rem }
        pre { font: .9rem/1.55 ui-monospace, monospace; tab-size: 4 }
        pre.text { padding: .8rem 1rem; white-space: pre-wrap }
        pre span { display: block; padding: 0 1rem 0 3.5rem }
        pre i { display: inline-block; width: 2.5rem; margin-left: -2.5rem; color: var(--dim); font-style: normal }
        mark { display: block; background: var(--mark); color: inherit }
        b { color: var(--red) }
        .why { margin: .4rem 0 0; color: var(--dim); white-space: pre-wrap; font: .85rem/1.5 ui-monospace, monospace }
        footer { color: var(--dim); border-top: 1px solid var(--code); padding-top: 1rem }
        </style>
        </head>
        <body>
        <main>
        <h1>%1$s cannot be served <small>%2$s</small></h1>
        %3$s<footer>
        The last good code, if there was any, still answers everything but page loads.
        This page asks again each second.
        </footer>
        </main>
        </body>
        </html>
        """;

    private DiagnosticsPage() {
    }

    /// @param name    of the program
    /// @param failure what is wrong with it
    /// @return the page
    static String of(String name, Failure failure) {
        boolean isCompilers = !failure.problems().isEmpty();
        return PAGE.formatted(escape(name), isCompilers ? escape(failure.getMessage()) : "not loaded", isCompilers
            ? failure.problems().stream().map(DiagnosticsPage::article).collect(Collectors.joining())
            : "<article><pre class=\"text\">" + escape(failure.getMessage()) + "</pre></article>\n");
    }

    private static String article(Problem problem) {
        String[] parts = problem.message().split("\n", 2);
        String source = problem.around(CONTEXT).stream().map(line -> line(problem, line)).collect(Collectors.joining());
        return "<article>\n<h2><span>" + escape(problem.where()) + "</span>" + escape(parts[0]) + "</h2>\n"
            + (source.isEmpty() ? "" : "<pre>" + source + "</pre>\n")
            + (parts.length > 1 ? "<p class=\"why\">" + escape(parts[1]) + "</p>\n" : "") + "</article>\n";
    }

    private static String line(Problem problem, Problem.Line line) {
        String row = "<span><i>" + line.number() + "</i>" + escape(line.text()) + "</span>";
        return line.number() != problem.line() ? row
            : "<mark>" + row + "<span><i></i><b>" + problem.caret() + "</b></span></mark>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            .replace("\"", "&quot;").replace("'", "&#39;");
    }
}
