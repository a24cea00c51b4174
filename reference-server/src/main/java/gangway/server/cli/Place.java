package gangway.server.cli;

import module java.base;

/// Where files are watched.
///
/// @param path   a directory, or a single file
/// @param suffix of the files in it that count
/// @param depth  how far down
record Place(Path path, String suffix, int depth) {

    /// @param file a source file
    /// @return its directory: a new sibling may mend what is broken
    static Place sources(Path file) {
        return new Place(file.toAbsolutePath().normalize().getParent(), ".java", 1);
    }

    /// @param element of a class path
    /// @return the jar, or the directory with all below it
    static Place classes(Path element) {
        return new Place(element.toAbsolutePath().normalize(), element.toString().endsWith(".jar") ? ".jar" : ".class",
            Integer.MAX_VALUE);
    }
}
