package gangway.spec.conditional;

import module java.base;

/// One range as a client writes it, before the size is known (RFC 9110 §14.1.1): `int-range = first-pos "-" [ last-pos ]` or
/// `suffix-range = "-" suffix-length`.
///
/// @param first position; empty for a suffix
/// @param last  position, empty for all the rest; of a suffix, how many bytes
record RangeSpec(OptionalLong first, OptionalLong last) {

    /// @return what the text says; empty when that is no range
    static Optional<RangeSpec> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0 || !isDigits(text, 0, dash) || !isDigits(text, dash + 1, text.length())) return Optional.empty();
        var spec = new RangeSpec(number(text.substring(0, dash)), number(text.substring(dash + 1)));
        boolean isEmpty = spec.first.isEmpty() && spec.last.isEmpty();
        boolean isReversed = spec.last.orElse(Long.MAX_VALUE) < spec.first.orElse(0);            // RFC 9110 §14.1.2: invalid
        return isEmpty || isReversed ? Optional.empty() : Optional.of(spec);
    }

    private static boolean isDigits(String text, int from, int to) {
        return text.substring(from, to).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// A number that is too large for a `long` is larger than any file, and that is all that matters.
    private static OptionalLong number(String digits) {
        if (digits.isEmpty()) return OptionalLong.empty();
        long value = 0;
        for (int i = 0; i < digits.length(); i++)
            value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : value * 10 + digits.charAt(i) - '0';
        return OptionalLong.of(value);
    }

    /// The end of nothing is satisfiable (RFC 9110 §14.1.2), but no Content-Range could say it.
    boolean isOfEmpty() {
        return first.isEmpty() && last.orElse(0) > 0;
    }

    /// @param size of the whole
    /// @return the bytes that are there; empty when none is
    Optional<ByteRange> in(long size) {
        long begin = first.orElse(size - Math.min(size, last.orElse(0)));
        long end = first.isPresent() ? Math.min(last.orElse(Long.MAX_VALUE), size - 1) : size - 1;
        return begin < size ? Optional.of(new ByteRange(begin, end)) : Optional.empty();
    }
}
