package gangway.spec.conditional;

import module java.base;

/// What a Range field means for a representation of a certain size (RFC 9110 §14.2).
///
/// A client that asks for many ranges, or for the same bytes many times, asks for more work than the whole would be
/// (RFC 9110 §17.15), so ranges that touch become one, and with more than sixteen the client gets the whole.
public sealed interface Ranges {

    /// How many ranges a client may ask for. What is sent around each of them is about 130 bytes.
    int MOST = 16;

    /// The field is to be ignored.
    record Whole() implements Ranges {
    }

    /// None of the bytes is there: 416.
    record Unsatisfiable() implements Ranges {
    }

    /// Those that are there.
    ///
    /// @param ranges at least one; no two touch
    record Some(List<ByteRange> ranges) implements Ranges {
        /// Copies the list.
        public Some {
            ranges = List.copyOf(ranges);
        }
    }

    /// Reads `ranges-specifier = range-unit "=" range-set` (RFC 9110 §14.1.1).
    ///
    /// @param field the value
    /// @param size  of the whole, in bytes
    /// @return what it means; [Whole] for what is malformed, and for other units
    static Ranges of(String field, long size) {
        if (!field.regionMatches(true, 0, "bytes=", 0, 6)) return new Whole();                   // RFC 9110 §14.2
        List<String> elements = Stream.of(field.substring(6).split(",")).map(String::strip)
            .filter(element -> !element.isEmpty()).toList();                                     // RFC 9110 §5.6.1.2
        List<RangeSpec> specs = elements.stream().map(RangeSpec::parse).flatMap(Optional::stream).toList();
        boolean wellFormed = !specs.isEmpty() && specs.size() == elements.size();
        if (!wellFormed || specs.size() > MOST) return new Whole();
        if (size == 0 && specs.stream().anyMatch(RangeSpec::isOfEmpty)) return new Whole();
        List<ByteRange> ranges = specs.stream().map(spec -> spec.in(size)).flatMap(Optional::stream).toList();
        return ranges.isEmpty() ? new Unsatisfiable() : new Some(coalesced(ranges));
    }

    /// Joins what touches, and keeps the order of the client, which may want the last first (RFC 9110 §15.3.7.2).
    private static List<ByteRange> coalesced(List<ByteRange> ranges) {
        var parts = new ArrayList<ByteRange>();
        for (ByteRange range : ranges) {
            List<ByteRange> touching = parts.stream().filter(range::touches).toList();
            int place = touching.isEmpty() ? parts.size() : parts.indexOf(touching.getFirst());
            parts.removeAll(touching);
            parts.add(place, touching.stream().reduce(range, ByteRange::with));
        }
        return parts;
    }
}
