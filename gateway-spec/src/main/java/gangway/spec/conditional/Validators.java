package gangway.spec.conditional;

import module java.base;

import gangway.spec.Headers;
import gangway.spec.HttpDate;

/// What an answer says of the version that it holds (RFC 9110 §8.8).
///
/// @param tag      from ETag
/// @param modified from Last-Modified
/// @param date     from Date: when the answer was made
public record Validators(Optional<EntityTag> tag, Optional<Instant> modified, Instant date) {

    /// @param response the fields of the answer; a malformed one counts for nothing
    /// @param now      when it is made, unless it says so itself
    /// @return its validators
    public static Validators of(Headers response, Instant now) {
        return new Validators(response.get("ETag").flatMap(EntityTag::parse), date(response, "Last-Modified", now),
            date(response, "Date", now).orElse(now));
    }

    private static Optional<Instant> date(Headers response, String name, Instant now) {
        return response.get(name).flatMap(value -> HttpDate.parse(value, now));
    }

    /// @return whether one version cannot be told from another
    public boolean isEmpty() {
        return tag.isEmpty() && modified.isEmpty();
    }

    /// Whether what a client has of an earlier answer and what this one holds are parts of the same.
    ///
    /// @param ifRange `entity-tag / HTTP-date`: what that answer said
    /// @return true only where that is beyond doubt
    public boolean permit(String ifRange) {
        Optional<EntityTag> given = EntityTag.parse(ifRange);
        if (given.isPresent()) return tag.isPresent() && tag.get().matchesStrongly(given.get());          // RFC 9110 §13.1.5
        return isStrongDate() && HttpDate.parse(ifRange, date).equals(modified);                         // not "or later"
    }

    /// A date tells whole seconds, and a file can be written twice in one. Only a second that is over can be told from what
    /// followed (RFC 9110 §8.8.2.2).
    private boolean isStrongDate() {
        return modified.isPresent() && !modified.get().plusSeconds(1).isAfter(date);
    }
}
