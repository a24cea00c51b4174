package gangway.server.cli;

import module java.base;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A text file that is only appended to, and that keeps to a size: a full one is renamed FILE.1, in the place of the one
/// before, and a new one begun. Only its owner can read it. Nothing of it is kept open, so that others may rename it too.
/// Thread-safe.
final class RotatingFile {

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final long most;

    /// @param file to append to; made when there is something to write
    /// @param most how many bytes it may have
    RotatingFile(Path file, long most) {
        this.file = file;
        this.most = most;
    }

    /// Appends, all at once.
    ///
    /// @param text any
    /// @throws IOException when it cannot be written
    synchronized void append(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        if (Files.isRegularFile(file) && Files.size(file) + bytes.length > most)
            Files.move(file, second(), StandardCopyOption.REPLACE_EXISTING);
        if (Files.notExists(file)) Files.createFile(file, attributes());
        Files.write(file, bytes, StandardOpenOption.APPEND);
    }

    private Path second() {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    private FileAttribute<?>[] attributes() {
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)} : new FileAttribute<?>[0];
    }
}
