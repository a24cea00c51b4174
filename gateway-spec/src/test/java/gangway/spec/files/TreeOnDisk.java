package gangway.spec.files;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Violation;
import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;
import gangway.spec.lint.Lint;
import gangway.spec.testing.Environs;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// A directory to be served, with something beside it that must not be, and requests for it. Lint watches each.
///
/// @param above the parent of what is served
record TreeOnDisk(Path above) {

    /// Long ago, so that ETags are strong.
    static final Instant THEN = Instant.parse("2024-02-29T12:34:56.789Z");

    static TreeOnDisk in(Path directory) throws IOException {
        var tree = new TreeOnDisk(directory.toRealPath());
        Files.createDirectory(tree.root());
        Files.writeString(tree.above.resolve("secret.txt"), "secret");
        return tree;
    }

    Path root() {
        return above.resolve("public");
    }

    /// Writes a file, and the directories to it.
    Path write(String name, String content) throws IOException {
        return write(name, content.getBytes());
    }

    Path write(String name, byte[] content) throws IOException {
        Path file = root().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return Files.setLastModifiedTime(file, FileTime.from(THEN));
    }

    Exchange get(String target, String... fields) {
        return ask(new Directory(root()), "GET", target, fields);
    }

    static Exchange ask(Application application, String method, String target, String... fields) {
        var breaches = new ArrayList<String>();
        Exchange answer = InMemory.call(Lint.wrap(application, (Violation breach) -> breaches.add(breach.getMessage())),
            Environs.of(method, target, fields));
        assertEquals(List.of(), breaches);
        assertEquals(List.of(), answer.reported());
        return answer;
    }
}
