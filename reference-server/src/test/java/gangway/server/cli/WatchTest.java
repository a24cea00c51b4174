package gangway.server.cli;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// When files have changed.
class WatchTest {

    @TempDir
    private Path directory;

    private static Snapshot snapshot(String... files) {
        var stamps = new HashMap<Path, Snapshot.Stamp>();
        for (String file : files) {
            String[] parts = file.split("@");
            stamps.put(Path.of(parts[0]), new Snapshot.Stamp(FileTime.fromMillis(Long.parseLong(parts[1])), 1));
        }
        return new Snapshot(stamps);
    }

    @Test
    void nothingIsDueWhileNothingIsWritten() {
        var watch = new Watch(snapshot("a@1"));
        assertFalse(watch.isDue(snapshot("a@1")));
        assertFalse(watch.isDue(snapshot("a@1")));
    }

    @Test
    void aChangeIsDueOnceWhenItIsOver() {
        var watch = new Watch(snapshot("a@1"));
        assertFalse(watch.isDue(snapshot("a@2")), "it may be going on");
        assertTrue(watch.isDue(snapshot("a@2")));
        assertFalse(watch.isDue(snapshot("a@2")), "it was due already");
    }

    @Test
    void anEditorThatSavesInStepsIsWaitedFor() {
        var watch = new Watch(snapshot("a@1"));
        assertFalse(watch.isDue(snapshot()));
        assertFalse(watch.isDue(snapshot("a@2")));
        assertFalse(watch.isDue(snapshot("a@3", "b@3")));
        assertTrue(watch.isDue(snapshot("a@3", "b@3")));
    }

    @Test
    void aChangeThatIsTakenBackIsNone() {
        var watch = new Watch(snapshot("a@1"));
        assertFalse(watch.isDue(snapshot("a@1", "a.swp@2")));
        assertFalse(watch.isDue(snapshot("a@1")));
        assertFalse(watch.isDue(snapshot("a@1")));
    }

    @Test
    void filesThatAreWatchedFromNowOnAreNoChange() {
        var watch = new Watch(snapshot("a@1"));
        watch.extend(snapshot("b@1"));
        assertFalse(watch.isDue(snapshot("a@1", "b@1")));
        assertFalse(watch.isDue(snapshot("a@1", "b@2")));
        assertTrue(watch.isDue(snapshot("a@1", "b@2")));
    }

    @Test
    void aSnapshotSeesSourcesInOneDirectoryAndClassesInAllBelow() throws IOException {
        Path source = Files.writeString(directory.resolve("A.java"), "x");
        Path nested = Files.createDirectories(directory.resolve("p/q"));
        Files.writeString(nested.resolve("B.java"), "x");
        Path type = Files.writeString(nested.resolve("B.class"), "x");
        assertEquals(Set.of(source), Snapshot.of(List.of(Place.sources(source))).files().keySet());
        assertEquals(Set.of(type), Snapshot.of(List.of(Place.classes(directory))).files().keySet());
    }

    @Test
    void aSnapshotOfAJarSeesThatItWasWritten() throws IOException {
        Path jar = Files.writeString(directory.resolve("a.jar"), "x");
        Snapshot before = Snapshot.of(List.of(Place.classes(jar)));
        Files.writeString(jar, "longer");
        assertNotEquals(before, Snapshot.of(List.of(Place.classes(jar))));
    }

    @Test
    void aPlaceThatIsNotThereHasNoFiles() {
        assertEquals(snapshot(), Snapshot.of(List.of(Place.classes(directory.resolve("no")))));
    }
}
