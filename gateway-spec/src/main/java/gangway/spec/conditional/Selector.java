package gangway.spec.conditional;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Headers;
import gangway.spec.Status;
import gangway.spec.Violation;

/// Decides what of a complete answer a client gets: RFC 9110 §13.2.2, step by step. It sees heads, never content.
///
/// @param clock    tells when the answer is made
/// @param boundary makes a text that content does not hold: new each time, and not to be guessed by whoever writes content
public record Selector(InstantSource clock, Supplier<String> boundary) {

    private static final Status PARTIAL = new Status(206, "Partial Content");
    private static final Status NOT_MODIFIED = new Status(304, "Not Modified");
    private static final Status FAILED = new Status(412, "Precondition Failed");
    private static final Status UNSATISFIABLE = new Status(416, "Range Not Satisfiable");

    /// What describes content, and is not to be in an answer without any (RFC 9110 §15.4.5).
    private static final Set<String> OF_CONTENT = Set.of("content-type", "content-encoding", "content-language",
        "content-length", "content-digest", "content-md5");

    /// What is true of the whole only: its length, and sums over what is sent (RFC 9530 §2).
    private static final Set<String> OF_WHOLE = Set.of("content-length", "content-digest", "content-md5");

    /// @return one with the clock of the system, and 122 random bits for a boundary
    public static Selector system() {
        return new Selector(InstantSource.system(), () -> UUID.randomUUID().toString());
    }

    /// @param other clock
    /// @return the same with that
    public Selector with(InstantSource other) {
        return new Selector(other, boundary);
    }

    /// Decides.
    ///
    /// @param environ of the request, as it is when the answer is there
    /// @param status  of the answer
    /// @param headers its fields
    /// @param size    of its content, in bytes
    /// @return [Selection#whole] for an answer that is not to be touched, and for a client that asks for it
    public Selection select(Environ environ, Status status, List<Header> headers, long size) {
        var fields = new Headers(headers);
        if (!isSelectable(environ, status, fields, size)) return Selection.whole(status, headers, size);
        Instant now = clock.instant();
        var current = Validators.of(fields, now);
        return switch (Preconditions.of(environ, now).against(current)) {
            case Preconditions.Failed(String reason) -> new Selection.Refused(FAILED, reason, List.of());
            case Preconditions.NotModified() -> new Selection.Sent(NOT_MODIFIED, unmodified(headers, current), List.of());
            case Preconditions.Proceed() when !hasRanges(fields, current) -> Selection.whole(status, headers, size);
            case Preconditions.Proceed() -> inRanges(environ, current, accepting(fields), size);         // step 5
        };
    }

    /// Only the plain success of a request to read can be reduced, and what says that it is a part already cannot.
    private static boolean isSelectable(Environ environ, Status status, Headers fields, long size) {
        boolean reads = environ.method().equals("GET") || environ.method().equals("HEAD");
        boolean isWhole = fields.get("Content-Length").map(length -> length.equals(Long.toString(size))).orElse(true)
            && !fields.contains("Content-Range");
        return reads && status.code() == 200 && isWhole;
    }

    /// The client must be able to see whether its parts are of one version; and the application may not want it.
    private static boolean hasRanges(Headers fields, Validators current) {
        return !current.isEmpty() && (!fields.contains("Accept-Ranges") || fields.tokens("Accept-Ranges").contains("bytes"));
    }

    private static List<Header> accepting(Headers fields) {
        return fields.contains("Accept-Ranges") ? fields.list() : and(fields.list(), "Accept-Ranges", "bytes");
    }

    private Selection inRanges(Environ environ, Validators current, List<Header> headers, long size) {
        var whole = Selection.whole(Status.OK, headers, size);
        Optional<String> range = environ.header("Range").filter(_ -> environ.method().equals("GET"));    // RFC 9110 §14.2
        if (range.isEmpty() || !environ.header("If-Range").map(current::permit).orElse(true)) return whole;
        return switch (Ranges.of(range.get(), size)) {
            case Ranges.Whole() -> whole;
            case Ranges.Unsatisfiable() -> unsatisfiable(range.get(), size);
            case Ranges.Some(List<ByteRange> some) when some.size() == 1 -> part(some.getFirst(), headers, size);
            case Ranges.Some(_) when new Headers(headers).contains("Content-Encoding") -> whole;         // else of all parts
            case Ranges.Some(List<ByteRange> some) -> parts(some, headers, size);
        };
    }

    private static Selection unsatisfiable(String range, long size) {
        String reason = "Range %s (RFC 9110 §14.2): ask for bytes that are there, of %s".formatted(Violation.quote(range), size);
        return new Selection.Refused(UNSATISFIABLE, reason, List.of(new Header("Content-Range", "bytes */" + size)));
    }

    /// One range has no parts within (RFC 9110 §15.3.7.1).
    private static Selection part(ByteRange range, List<Header> headers, long size) {
        List<Header> fields = and(without(OF_WHOLE, headers), "Content-Range", range.of(size));
        return new Selection.Sent(PARTIAL, and(fields, "Content-Length", Long.toString(range.length())),
            List.of(new Selection.Slice(range.first(), range.length())));
    }

    private Selection parts(List<ByteRange> ranges, List<Header> headers, long size) {
        var multipart = new MultipartByteranges(boundary.get(), new Headers(headers).get("Content-Type"), size);
        List<Selection.Part> parts = multipart.parts(ranges);
        long length = parts.stream().mapToLong(Selection.Part::length).sum();
        List<Header> fields = new ArrayList<>(without(OF_WHOLE, headers));
        fields.removeIf(header -> header.is("Content-Type"));                                            // it is in each part
        return new Selection.Sent(PARTIAL, and(and(fields, "Content-Type", multipart.contentType()),
            "Content-Length", Long.toString(length)), parts);
    }

    /// Last-Modified is for those who have no tag (RFC 9110 §15.4.5). What is not about the content stays: a cookie, say.
    private static List<Header> unmodified(List<Header> headers, Validators current) {
        return without(OF_CONTENT, headers).stream()
            .filter(header -> current.tag().isEmpty() || !header.is("Last-Modified")).toList();
    }

    private static List<Header> without(Set<String> names, List<Header> headers) {
        return headers.stream().filter(header -> !names.contains(header.name().toLowerCase(Locale.ROOT))).toList();
    }

    private static List<Header> and(List<Header> headers, String name, String value) {
        return Stream.concat(headers.stream(), Stream.of(new Header(name, value))).toList();
    }
}
