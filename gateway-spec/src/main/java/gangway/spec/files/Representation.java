package gangway.spec.files;

import module java.base;

import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.HttpDate;
import gangway.spec.StartResponse;
import gangway.spec.gzip.AcceptEncoding;

/// A file as it is sent (RFC 9110 §8).
///
/// @param file         its bytes; given to the server with the body
/// @param type         its Content-Type
/// @param isCompressed whether the bytes are those of a `.gz` that stands for the file
/// @param varies       whether another client would get other bytes
record Representation(OpenFile file, String type, boolean isCompressed, boolean varies) {

    /// Two changes within a tick of the file system's clock may leave the same date. Where dates have a fraction of a
    /// second, a tick is one of the system; where they have none, it may be that of FAT.
    private static final Duration FINE = Duration.ofMillis(50), COARSE = Duration.ofSeconds(2);

    /// Opens what is best for a client.
    ///
    /// @param asked   names that are served
    /// @param environ of the request
    /// @return nothing if there is no such file
    /// @throws IOException when it is there, but cannot be opened
    static Optional<Representation> of(Tree tree, Asked asked, Environ environ) throws IOException {
        String type = MediaTypes.of(asked.names().getLast());
        Optional<OpenFile> plain = tree.open(asked);
        if (plain.isEmpty()) return Optional.empty();
        try {
            boolean varies = tree.find(asked.compressed()).isPresent();
            boolean isWanted = varies && AcceptEncoding.of(environ).prefersGzip();
            Optional<OpenFile> compressed = isWanted ? tree.open(asked.compressed()) : Optional.empty();
            if (compressed.isEmpty()) return Optional.of(new Representation(plain.get(), type, false, varies));
            boolean isStale = compressed.get().modified().isBefore(plain.get().modified());
            (isStale ? compressed : plain).get().close();
            return Optional.of(new Representation((isStale ? plain : compressed).get(), type, !isStale, true));
        } catch (Throwable failure) {
            plain.get().close();
            throw failure;
        }
    }

    /// Starts the response.
    ///
    /// @return its body
    Iterable<byte[]> send(StartResponse start) throws IOException {
        try {
            start.start("200 OK", headers(Instant.now()));
            return new Body.File(file.channel(), 0, file.size());
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private List<Header> headers(Instant now) {
        Headers headers = Headers.of("Content-Type", type, "X-Content-Type-Options", "nosniff", "ETag", etag(now),
            "Last-Modified", lastModified(now));
        if (varies) headers.add("Vary", "Accept-Encoding");
        if (isCompressed) headers.add("Content-Encoding", "gzip");
        return headers.list();
    }

    /// Size and time of change, to the nanosecond where the file system tells it. While the file is so new that it could
    /// change once more without another date, the tag is weak (RFC 9110 §8.8.1), and it is another one: nobody keeps content
    /// under the tag of what came later.
    private String etag(Instant now) {
        Instant modified = file.modified();
        boolean isNew = modified.isAfter(now.minus(modified.getNano() == 0 ? COARSE : FINE));
        String tag = Stream.of(file.size(), modified.getEpochSecond(), (long) modified.getNano()).map(Long::toHexString)
            .collect(Collectors.joining("-")) + (isCompressed ? "-gz" : "") + (isNew ? "-new" : "");
        return (isNew ? "W/" : "") + '"' + tag + '"';
    }

    /// Not in the future, whatever the file system says (RFC 9110 §8.8.2.1).
    private String lastModified(Instant now) {
        Instant modified = file.modified().isBefore(Instant.EPOCH) ? Instant.EPOCH : file.modified();
        return HttpDate.format(modified.isAfter(now) ? now : modified);
    }
}
