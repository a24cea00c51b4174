package gangway.server.cli;

import module java.base;

/// The watched files as they were at one moment. Two are equal when nothing was written in between.
///
/// @param files each with what tells whether it was written
record Snapshot(Map<Path, Stamp> files) {

    /// What changes when a file is written.
    ///
    /// @param modified the time that the file system notes
    /// @param size     in bytes
    record Stamp(FileTime modified, long size) {
    }

    /// Copies the map.
    Snapshot {
        files = Map.copyOf(files);
    }

    /// Looks at the file system: the only place where watching does.
    ///
    /// @param places where to look; one that is not there has no files
    /// @return what is there
    static Snapshot of(Collection<Place> places) {
        var files = new HashMap<Path, Stamp>();
        for (Place place : places) {
            try (Stream<Path> found = Files.find(place.path(), place.depth(),
                (path, attributes) -> attributes.isRegularFile() && path.toString().endsWith(place.suffix()))) {
                found.forEach(path -> stamp(path).ifPresent(stamp -> files.put(path, stamp)));
            } catch (IOException | UncheckedIOException gone) {
                // a directory on its way: the next snapshot tells
            }
        }
        return new Snapshot(files);
    }

    private static Optional<Stamp> stamp(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// @param more files that this one did not look at
    /// @return both; where they overlap, this one
    Snapshot with(Snapshot more) {
        var both = new HashMap<>(more.files);
        both.putAll(files);
        return new Snapshot(both);
    }
}
