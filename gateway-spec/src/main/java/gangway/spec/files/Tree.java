package gangway.spec.files;

import module java.base;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

/// The files below a directory, and none else.
///
/// Names go from URI to file system as bytes, through a `file:` URI: a [Path] that is made of text could not hold a name
/// beyond ASCII where the JVM runs in the locale C.
///
/// @param root without symbolic links
/// @param base its URI, with a slash at the end
record Tree(Path root, String base) {

    /// @param root a directory, or a link to one, which may point elsewhere next time
    /// @return what is below
    /// @throws IOException when it is not there
    static Tree of(Path root) throws IOException {
        Path real = root.toRealPath();
        String uri = real.toUri().toString();
        return new Tree(real, uri.endsWith("/") ? uri : uri + "/");
    }

    /// Looks for an entry. Symbolic links are followed as long as they end inside.
    ///
    /// @param asked names that are served
    /// @return where it really is; nothing if it is not there, or outside
    /// @throws AccessDeniedException when that cannot be seen
    Optional<Path> find(Asked asked) throws AccessDeniedException {
        try {
            Path path = Path.of(URI.create(base + asked.encoded()));
            boolean isSpeltSo = path.toRealPath(NOFOLLOW_LINKS).toString().equals(path.toString());    // A.TXT is not a.txt
            Path real = path.toRealPath();
            return isSpeltSo && real.startsWith(root) ? Optional.of(real) : Optional.empty();
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException notThere) {
            return Optional.empty();
        }
    }

    /// Opens a file.
    ///
    /// @param asked names that are served
    /// @return the file; nothing if there is none
    /// @throws IOException when it is there, but cannot be opened
    Optional<OpenFile> open(Asked asked) throws IOException {
        Optional<Path> found = find(asked);
        return found.isPresent() ? OpenFile.of(found.get()) : Optional.empty();
    }

    /// @return the name of an entry of a directory, percent-encoded
    static String encodedName(Path entry) {
        String path = entry.toUri().getRawPath();
        String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;      // as directories have it
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
