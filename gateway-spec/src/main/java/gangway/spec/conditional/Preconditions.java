package gangway.spec.conditional;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.HttpDate;

/// Under which conditions a client wants its request to be done (RFC 9110 §13). Those that another one overrides, and those
/// that are malformed, are left out.
///
/// @param reads           whether the method is GET or HEAD, so that the answer can be that nothing has changed
/// @param match           If-Match
/// @param unmodifiedSince If-Unmodified-Since
/// @param noneMatch       If-None-Match
/// @param modifiedSince   If-Modified-Since
public record Preconditions(boolean reads, Optional<EntityTags> match, Optional<Instant> unmodifiedSince,
                            Optional<EntityTags> noneMatch, Optional<Instant> modifiedSince) {

    /// What comes of them.
    public sealed interface Verdict {
    }

    /// The request is to be done as if there were none.
    public record Proceed() implements Verdict {
    }

    /// The client has what it asks for: 304.
    public record NotModified() implements Verdict {
    }

    /// The request must not be done: 412.
    ///
    /// @param reason a line for the client
    public record Failed(String reason) implements Verdict {
    }

    /// @param environ of the request
    /// @param now     a date is of no use if it is later
    /// @return its preconditions
    public static Preconditions of(Environ environ, Instant now) {
        boolean reads = environ.method().equals("GET") || environ.method().equals("HEAD");
        Optional<EntityTags> match = environ.header("If-Match").map(EntityTags::parse);
        Optional<EntityTags> noneMatch = environ.header("If-None-Match").map(EntityTags::parse);
        Optional<Instant> unmodifiedSince = date(environ, "If-Unmodified-Since", now)
            .filter(_ -> match.isEmpty());                                                       // RFC 9110 §13.1.4
        Optional<Instant> modifiedSince = date(environ, "If-Modified-Since", now)
            .filter(_ -> reads && noneMatch.isEmpty())                                           // RFC 9110 §13.1.3
            .filter(date -> !date.isAfter(now));               // what changed later is unknown to who asks
        return new Preconditions(reads, match, unmodifiedSince, noneMatch, modifiedSince);
    }

    /// A field of several lines is a list, and that is no date: ignored (RFC 9110 §13.1.3, §13.1.4).
    private static Optional<Instant> date(Environ environ, String name, Instant now) {
        return environ.header(name).flatMap(value -> HttpDate.parse(value, now));
    }

    /// Looks at them in the order of RFC 9110 §13.2.2. Where there is no validator, there is nothing to compare with, and
    /// only `*` can be answered.
    ///
    /// @param current what there is, which must be something
    /// @return what comes of them
    public Verdict against(Validators current) {
        boolean known = !current.isEmpty();
        if (known && match.isPresent() && !match.get().haveStrongly(current.tag()))              // step 1
            return new Failed("If-Match (RFC 9110 §13.1.1): there is another version now; fetch that first");
        if (isLater(current.modified(), unmodifiedSince))                                        // step 2
            return new Failed("If-Unmodified-Since (RFC 9110 §13.1.4): it was modified since; fetch that version first");
        if (noneMatch.isPresent() && noneMatch.get().haveWeakly(current.tag()))                  // step 3
            return reads ? new NotModified()
                : new Failed("If-None-Match (RFC 9110 §13.1.2): it is there already; leave the field out to replace it");
        boolean unchanged = modifiedSince.isPresent() && current.modified().isPresent()
            && !isLater(current.modified(), modifiedSince);                                      // step 4
        return unchanged ? new NotModified() : new Proceed();
    }

    private static boolean isLater(Optional<Instant> modified, Optional<Instant> since) {
        return modified.isPresent() && since.isPresent() && modified.get().isAfter(since.get());
    }
}
