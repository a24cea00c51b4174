package gangway.wire;

import module java.base;

/// What stands for itself in the texts of cases: `{{host}}`, `{{rep:x:1000}}` for a thousand x, `{{seq:X-:3}}` for three
/// fields.
///
/// @param values of the names that have one
record Macros(Map<String, String> values) {

    private static final Pattern MACRO = Pattern.compile("\\{\\{([^{}]*)\\}\\}");

    /// Where the server is that the cases talk to, and its probe application.
    static Macros of(String host) {
        return new Macros(Map.of("host", host, "base", "/probe", "post", "/probe/echo", "static", "/static/alphabet.txt",
            "etag", "\"none\"", "lastmod", "Thu, 01 Jan 1970 00:00:00 GMT"));
    }

    /// @param name  of a macro
    /// @param value instead of the one that it has
    Macros with(String name, String value) {
        var other = new HashMap<>(values);
        other.put(name, value);
        return new Macros(other);
    }

    String expand(String text) {
        return MACRO.matcher(text).replaceAll(macro -> Matcher.quoteReplacement(value(macro.group(1))));
    }

    private String value(String macro) {
        String[] parts = macro.split(":", 2);
        int number = parts.length < 2 ? 0 : parts[1].lastIndexOf(':');
        return switch (parts[0]) {
            case "rep" -> parts[1].substring(0, number).replace("\\r", "\r").replace("\\n", "\n")
                .repeat(Integer.parseInt(parts[1].substring(number + 1)));
            case "seq" -> IntStream.range(0, Integer.parseInt(parts[1].substring(number + 1)))
                .mapToObj(i -> parts[1].substring(0, number) + i + ": v\r\n").collect(Collectors.joining());
            default -> Optional.ofNullable(values.get(macro))
                .orElseThrow(() -> new IllegalArgumentException("no such macro: " + macro));
        };
    }
}
