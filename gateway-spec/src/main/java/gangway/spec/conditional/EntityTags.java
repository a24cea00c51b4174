package gangway.spec.conditional;

import module java.base;

/// What If-Match and If-None-Match hold: `"*" / #entity-tag` (RFC 9110 §13.1.1, §13.1.2).
///
/// @param any  whether it is `*`: whatever there is now
/// @param tags the listed ones
public record EntityTags(boolean any, List<EntityTag> tags) {

    /// Copies the list.
    public EntityTags {
        tags = List.copyOf(tags);
    }

    /// Reads a field, its lines joined.
    ///
    /// @param field the value
    /// @return its tags; no tag at all when one is malformed, since a list that is not understood matches nothing
    public static EntityTags parse(String field) {
        if (field.strip().equals("*")) return new EntityTags(true, List.of());
        List<Optional<EntityTag>> parsed = elements(field).stream().map(EntityTag::parse).toList();
        boolean wellFormed = parsed.stream().allMatch(Optional::isPresent);
        return new EntityTags(false, wellFormed ? parsed.stream().flatMap(Optional::stream).toList() : List.of());
    }

    /// What stands between commas, but for those within quotes; empty elements count for nothing (RFC 9110 §5.6.1.2).
    private static List<String> elements(String list) {
        var elements = new ArrayList<String>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < list.length(); i++) {
            quoted ^= list.charAt(i) == '"';
            if (list.charAt(i) != ',' || quoted) continue;
            elements.add(list.substring(begin, i).strip());
            begin = i + 1;
        }
        elements.add(list.substring(begin).strip());
        elements.removeIf(String::isEmpty);
        return elements;
    }

    /// @param current tag of what there is; empty if it has none
    /// @return whether it is byte for byte one of these
    public boolean haveStrongly(Optional<EntityTag> current) {
        return any || current.isPresent() && tags.stream().anyMatch(current.get()::matchesStrongly);
    }

    /// @param current tag of what there is; empty if it has none
    /// @return whether it is as good as one of these
    public boolean haveWeakly(Optional<EntityTag> current) {
        return any || current.isPresent() && tags.stream().anyMatch(current.get()::matchesWeakly);
    }
}
