package gangway.server.cli;

import module java.base;

import gangway.spec.files.Directory;
import gangway.spec.files.StaticFiles;

/// A directory of files in front of an application, as `--static` names it: `/static=public`.
///
/// @param path      below which it is served
/// @param directory is there
record Mount(String path, Path directory) {

    /// @param text a path, with or without a slash at its end, and a directory
    /// @return what it means
    /// @throws IllegalArgumentException saying what is expected instead
    static Mount parse(String text) {
        String[] parts = text.split("/?=", 2);
        try {
            var mount = new Mount(parts[0], Path.of(parts.length < 2 ? "" : parts[1]));
            files(List.of(mount), true);                       // refuses a path that cannot be one
            if (parts.length == 2 && Files.isDirectory(mount.directory)) return mount;
        } catch (IllegalArgumentException e) {
            // told below, as a directory that is not there is
        }
        throw new IllegalArgumentException("needs a path below / and a directory that is there, such as /static=public; "
            + "for all paths, serve the directory itself");
    }

    /// @param mounts  at least one
    /// @param listing whether directories are listed
    /// @return all of them in front of an application
    static StaticFiles files(List<Mount> mounts, boolean listing) {
        return new StaticFiles(mounts.stream().collect(
            Collectors.toMap(Mount::path, mount -> new Directory(mount.directory, listing), (_, last) -> last)));
    }
}
