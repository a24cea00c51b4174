package gangway.spec.gzip;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.StartResponse;
import gangway.spec.Write;

/// One call through [Gzip]. The head of a response that may be compressed waits here until it is seen how long its content
/// is: until the application writes, or returns. Owned by its call; not thread-safe.
final class Compression {

    private final Environ environ;
    private final StartResponse outer;
    private final boolean isWanted, isHead;
    private Optional<Waiting> waiting = Optional.empty();
    private Optional<Write> write = Optional.empty();
    private Optional<Coder> coder = Optional.empty();
    private boolean returned, wrote;

    /// What `start` was called with.
    private record Waiting(String status, List<Header> headers, Throwable error) {
        /// @return the length that the application announced
        OptionalLong length() {
            return new Headers(headers).get("Content-Length").map(Header::number).orElse(OptionalLong.empty());
        }
    }

    Compression(Environ environ, StartResponse outer) {
        this.environ = environ;
        this.outer = outer;
        isWanted = AcceptEncoding.of(environ).prefersGzip();
        isHead = environ.method().equals("HEAD");
    }

    Iterable<byte[]> call(Application application) throws Exception {
        Iterable<byte[]> body = application.call(environ, this::start);
        try {
            return coded(body);
        } catch (Throwable failure) {
            if (body instanceof AutoCloseable closeable) closeable.close();    // the server will never see it [7.4]
            throw failure;
        } finally {
            returned = true;
        }
    }

    /// The application's `start`. What cannot be compressed goes on at once; so does every further call, for which the
    /// server has its rules [4.13].
    private Write start(String status, List<Header> headers, Throwable error) throws IOException {
        boolean isFirst = waiting.isEmpty() && write.isEmpty();
        if (isFirst && Suitable.is(status, headers)) {
            waiting = Optional.of(new Waiting(status, List.copyOf(headers), error));
            if (returned) release(OptionalLong.empty());       // there is nothing to wait for
            return this::write;
        }
        release(OptionalLong.empty());
        write = Optional.of(outer.start(status, headers, error));
        coder.ifPresent(Coder::close);
        coder = Optional.empty();
        return this::write;
    }

    private void write(byte[] block) throws IOException {
        wrote = true;
        release(OptionalLong.empty());
        write.orElseThrow().write(coded(block));
    }

    /// Decides what becomes of the content and sends the head on, if one waits.
    ///
    /// @param known length of the content, if it is told by something else than the head
    private void release(OptionalLong known) throws IOException {
        if (waiting.isEmpty()) return;
        Waiting head = waiting.get();
        OptionalLong announced = head.length();
        boolean tellsNothing = known.isEmpty() || isHead && known.getAsLong() == 0;
        OptionalLong length = tellsNothing ? announced : known;
        boolean isTrue = announced.isEmpty() || length.equals(announced);      // what is not is the server's to judge
        if (!isTrue || length.orElse(Long.MAX_VALUE) < Suitable.SMALLEST) send(head.headers());
        else if (!isWanted) send(Suitable.varying(head.headers()));
        else {
            coder = Optional.of(new Coder(isHead ? OptionalLong.empty() : announced));
            send(Suitable.coded(head.headers()));
        }
    }

    /// Sends the head on as it is, if one waits.
    private void releaseUnchanged() throws IOException {
        if (waiting.isPresent()) send(waiting.get().headers());
    }

    private void send(List<Header> headers) throws IOException {
        Waiting head = waiting.orElseThrow();
        waiting = Optional.empty();
        write = Optional.of(outer.start(head.status(), headers, head.error()));
    }

    private byte[] coded(byte[] block) {
        return coder.isPresent() ? coder.get().block(block) : block;
    }

    /// The body that the server gets: of the same kind as far as that is possible.
    private Iterable<byte[]> coded(Iterable<byte[]> body) throws IOException {
        boolean isKnown = !wrote;                              // what was written belongs to the same stream
        switch (body) {
            case null -> releaseUnchanged();
            case Body.Upgrade _ -> releaseUnchanged();
            case Body.File _ when isKnown -> releaseUnchanged();
            case Body.Bytes(byte[] data) when isKnown -> {
                return new Body.Bytes(whole(data));
            }
            case Collection<byte[]> one when isKnown && one.size() == 1 && !(one instanceof AutoCloseable) -> {
                return Collections.singletonList(whole(one.iterator().next()));                          // [7.5]
            }
            case Collection<byte[]> none when isKnown && none.isEmpty() -> release(OptionalLong.of(0));
            case Body known -> release(known.length());
            case Iterable<byte[]> _ -> release(OptionalLong.empty());
        }
        return isDecided() && coder.isEmpty() ? body : stream(body);
    }

    /// Whether it is known what becomes of the content. An application may start as late as in its body's first block.
    private boolean isDecided() {
        return write.isPresent() || !isWanted;
    }

    private byte[] whole(byte[] block) throws IOException {
        if (block == null) releaseUnchanged();
        else release(OptionalLong.of(block.length));
        if (coder.isEmpty() || block.length == 0) return block;
        coder.get().close();
        return Coder.whole(block);
    }

    private Iterable<byte[]> stream(Iterable<byte[]> body) {
        return switch (body) {
            case null -> body;
            case Body.Upgrade _ -> body;
            case Collection<byte[]> none when none.isEmpty() && !wrote -> body;
            case Body.Push push -> new Body.Push(out -> {
                try {
                    push.producer().produce(block -> out.write(coded(block)));
                    if (coder.isPresent()) out.write(coder.get().end());
                } finally {
                    coder.ifPresent(Coder::close);
                }
            });
            case Iterable<byte[]> any -> new Coded(any);
        };
    }

    /// Blocks that are coded when they are asked for, and one more behind them that ends the stream.
    @SuppressWarnings("try")                                   // it throws what the original throws, whatever that is
    private final class Coded implements Iterable<byte[]>, AutoCloseable {
        private final Iterable<byte[]> body;

        Coded(Iterable<byte[]> body) {
            this.body = body;
        }

        @Override
        public Iterator<byte[]> iterator() {
            Iterator<byte[]> blocks = body.iterator();
            return new Iterator<>() {
                private boolean ended;

                @Override
                public boolean hasNext() {
                    return !ended && (blocks.hasNext() || coder.isPresent());
                }

                @Override
                public byte[] next() {
                    if (blocks.hasNext()) return coded(blocks.next());
                    if (!hasNext()) throw new NoSuchElementException("behind the last block");
                    ended = true;
                    return coder.orElseThrow().end();
                }
            };
        }

        @Override
        public void close() throws Exception {
            coder.ifPresent(Coder::close);
            if (body instanceof AutoCloseable closeable) closeable.close();    // [7.4]
        }
    }
}
