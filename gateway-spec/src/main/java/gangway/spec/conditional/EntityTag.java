package gangway.spec.conditional;

import module java.base;

import gangway.spec.Violation;

/// What tells one version of a representation from another: `entity-tag = [ "W/" ] DQUOTE *etagc DQUOTE` (RFC 9110 §8.8.3).
///
/// ```java
/// start.start("200 OK", "ETag", EntityTag.strong("5f3a-1c").toString());
/// ```
///
/// @param opaque what stands between the quotes; only its owner knows what it means
/// @param weak   whether versions with the same tag are as good as each other, though perhaps not byte for byte the same
public record EntityTag(String opaque, boolean weak) {

    /// @throws IllegalArgumentException for characters that a tag cannot have
    public EntityTag {
        if (!opaque.chars().allMatch(EntityTag::isEtagc))
            throw new IllegalArgumentException("entity tag " + Violation.quote(opaque)
                + " (RFC 9110 §8.8.3): use visible characters up to U+00FF, and no quotes");
    }

    /// @param opaque what stands between the quotes
    /// @return the tag of one version, byte for byte
    public static EntityTag strong(String opaque) {
        return new EntityTag(opaque, false);
    }

    /// @param opaque what stands between the quotes
    /// @return the tag of versions that are as good as each other
    public static EntityTag weak(String opaque) {
        return new EntityTag(opaque, true);
    }

    /// `etagc = %x21 / %x23-7E / obs-text`: no blanks, no quotes, and a backslash escapes nothing.
    private static boolean isEtagc(int c) {
        return c > ' ' && c != '"' && c < 0x7F || c >= 0x80 && c <= 0xFF;
    }

    /// @param text as on the wire
    /// @return the tag; empty when it is none
    public static Optional<EntityTag> parse(String text) {
        boolean weak = text.startsWith("W/");                  // in this case only (RFC 9110 §8.8.3)
        String quoted = weak ? text.substring(2) : text;
        if (quoted.length() < 2 || !quoted.startsWith("\"") || !quoted.endsWith("\"")) return Optional.empty();
        String opaque = quoted.substring(1, quoted.length() - 1);
        return opaque.chars().allMatch(EntityTag::isEtagc) ? Optional.of(new EntityTag(opaque, weak)) : Optional.empty();
    }

    /// Strong comparison (RFC 9110 §8.8.3.2): may bytes of one be joined to bytes of the other?
    ///
    /// @param other tag
    /// @return whether both are strong, and the same
    public boolean matchesStrongly(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /// Weak comparison (RFC 9110 §8.8.3.2): is one as good as the other?
    ///
    /// @param other tag
    /// @return whether they are the same but for being weak
    public boolean matchesWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /// @return as on the wire
    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + "\"";
    }
}
