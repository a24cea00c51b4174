package gangway.spec.files;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.StartResponse;
import gangway.spec.Violation;

import static java.nio.charset.StandardCharsets.UTF_8;

/// An application that answers with the files below a directory.
///
/// ```java
/// Application site = new Directory(Path.of("public"));
/// ```
///
/// A directory is answered with its `index.html`, else with a page that lists it. A file comes with its type, an ETag and a
/// Last-Modified; if there is a `name.gz` beside `name` that is not older, clients that accept gzip get that. Conditional
/// requests and ranges are left to the server.
///
/// What has no answer is 404, whatever the reason: it is not there, or hidden (a name that begins with a dot, but for
/// `.well-known`), or no regular file, or outside (`..` in any spelling, a symbolic link that leads out), or not readable,
/// which `gateway.errors` is told. Nothing in a path is repaired: an empty name, a backslash, a percent-encoded slash, a
/// name that some system takes for another one, and another case than the file has are 404 as well.
///
/// Links that stay inside are followed, also to a hidden file: whoever made the link meant it.
///
/// @param root    where the files are, on the default file system; looked up for each request, so it may be a link that is
///                switched when a new version is deployed
/// @param listing whether directories without an `index.html` are listed; else they are 404
public record Directory(Path root, boolean listing) implements Application {

    private static final String INDEX = "index.html";

    /// Listing what has no `index.html`.
    ///
    /// @param root where the files are
    public Directory(Path root) {
        this(root, true);
    }

    @Override
    public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
        if (!Set.of("GET", "HEAD").contains(environ.method())) {
            start.start("405 Method Not Allowed", "Content-Type", "text/plain; charset=utf-8", "Allow", "GET, HEAD");
            return List.of("405 Method Not Allowed: files are read with GET and HEAD\n".getBytes(UTF_8));
        }
        try {
            Optional<Asked> asked = Asked.of(environ);
            if (asked.isPresent()) return answer(Tree.of(root), asked.get(), environ, start);
        } catch (AccessDeniedException | NoSuchFileException e) {
            environ.errors().println("cannot read " + Violation.quote(e.getMessage()) + ": " + e.getClass().getSimpleName());
        }
        return notFound(start);
    }

    private Iterable<byte[]> answer(Tree tree, Asked asked, Environ environ, StartResponse start) throws IOException {
        Optional<Path> found = tree.find(asked);
        if (found.isEmpty()) return notFound(start);
        if (Files.isDirectory(found.get())) return directory(tree, asked, found.get(), environ, start);
        if (asked.isDirectory()) return notFound(start);
        Optional<Representation> file = Representation.of(tree, asked, environ);
        return file.isPresent() ? file.get().send(start) : notFound(start);
    }

    private Iterable<byte[]> directory(Tree tree, Asked asked, Path found, Environ environ, StartResponse start)
        throws IOException {
        if (!asked.isDirectory()) return start.redirect("301 Moved Permanently", Asked.withSlash(environ));
        Optional<Representation> index = Representation.of(tree, asked.entry(INDEX), environ);
        if (index.isPresent()) return index.get().send(start);
        return listing ? Listing.of(tree, asked, found).send(environ, start) : notFound(start);
    }

    private static Iterable<byte[]> notFound(StartResponse start) throws IOException {
        return start.text("404 Not Found", "404 Not Found\n");
    }
}
