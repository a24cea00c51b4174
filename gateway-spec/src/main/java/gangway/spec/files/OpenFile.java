package gangway.spec.files;

import module java.base;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

/// A regular file, open for reading, and what it was when it was opened. To be closed by whoever gets it.
///
/// @param channel  at its beginning
/// @param size     in bytes
/// @param modified when its content was changed last
record OpenFile(FileChannel channel, long size, Instant modified) implements AutoCloseable {

    /// A deployment may put new files in the place of old ones while they are opened.
    private static final int TRIES = 3;

    /// Opens a file. It is looked at before, as opening a FIFO waits for its writer and opening a device does who knows
    /// what; and behind, as Java cannot ask an open channel what it has opened: the place must still be the same file, and
    /// still without links.
    ///
    /// @param real where it is, without symbolic links
    /// @return the file; nothing for all that is no regular file, and for a place at which nothing stays
    /// @throws IOException when it cannot be opened
    static Optional<OpenFile> of(Path real) throws IOException {
        try {
            for (int i = 0; i < TRIES; i++) {
                var before = Files.readAttributes(real, BasicFileAttributes.class, NOFOLLOW_LINKS);
                if (!before.isRegularFile()) return Optional.empty();
                Optional<FileChannel> channel = open(real);
                if (channel.isEmpty()) continue;
                Optional<OpenFile> file = same(real, before, channel.get());
                if (file.isPresent()) return file;
                channel.get().close();
            }
            return Optional.empty();
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
    }

    /// @return empty if it has become a link since it was looked at: Java says so with an exception of no type of its own
    private static Optional<FileChannel> open(Path real) throws IOException {
        try {
            return Optional.of(FileChannel.open(real, READ, NOFOLLOW_LINKS));
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException link) {
            return Optional.empty();
        }
    }

    private static Optional<OpenFile> same(Path real, BasicFileAttributes before, FileChannel channel) throws IOException {
        try {
            var after = Files.readAttributes(real, BasicFileAttributes.class, NOFOLLOW_LINKS);
            boolean isSame = after.isRegularFile() && Objects.equals(before.fileKey(), after.fileKey())
                && real.toRealPath().equals(real);
            return isSame ? Optional.of(new OpenFile(channel, channel.size(), after.lastModifiedTime().toInstant()))
                : Optional.empty();
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
