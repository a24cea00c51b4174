package gangway.spec.lint;

import module java.base;

/// The stream of a [gangway.spec.Body.Stream] under watch. Owned by one call.
final class WatchedStream extends FilterInputStream {

    private final Watched.Watch watch;

    WatchedStream(InputStream in, Watched.Watch watch) {
        super(in);
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        watch.ask();
        return watch.run(() -> {
            int value = in.read();
            gave(value < 0 ? -1 : 1);
            return value;
        });
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        watch.ask();
        return watch.run(() -> {
            int count = in.read(into, offset, length);
            gave(count);
            return count;
        });
    }

    @Override
    public long skip(long count) throws IOException {
        watch.ask();
        return watch.run(() -> {
            long skipped = in.skip(count);
            gave((int) Math.min(skipped, Integer.MAX_VALUE));
            return skipped;
        });
    }

    private void gave(int count) {
        if (count < 0) watch.end();
        else watch.gave(count);
    }


    @Override
    public void close() throws IOException {
        watch.close(() -> {
            in.close();
            return true;
        });
    }
}
