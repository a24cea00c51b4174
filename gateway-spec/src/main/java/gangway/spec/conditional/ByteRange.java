package gangway.spec.conditional;

/// A run of bytes, counted from 0 and with both ends in it, as HTTP counts (RFC 9110 §14.1.2).
///
/// @param first position
/// @param last  position
public record ByteRange(long first, long last) {

    /// @throws IllegalArgumentException for a range of no bytes
    public ByteRange {
        if (first < 0 || last < first)
            throw new IllegalArgumentException("range " + first + "-" + last + ": the last position comes before the first");
    }

    /// @return how many bytes
    public long length() {
        return last - first + 1;
    }

    /// @param other range
    /// @return whether both together are one run
    boolean touches(ByteRange other) {
        return first <= other.last + 1 && other.first <= last + 1;
    }

    /// @param other that touches it
    /// @return both together
    ByteRange with(ByteRange other) {
        return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
    }

    /// @param size of the whole
    /// @return the value of Content-Range (RFC 9110 §14.4)
    public String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
