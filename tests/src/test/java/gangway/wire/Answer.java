package gangway.wire;

import module java.base;

/// What came back for a request.
///
/// @param status   a number; or `none` (closed), `timeout`, `interim` (a 1xx that was waited for), `h2`, `http09`, `garbage`
/// @param version  `1.1`
/// @param fields   names in lower case
/// @param body     without framing, a character for each byte
/// @param interim  1xx before it
/// @param framing  `none`, `length`, `chunked` or `close`
/// @param complete whether all of it came
/// @param problems what was malformed
record Answer(String status, String version, List<Map.Entry<String, String>> fields, String body, List<Answer> interim,
              String framing, boolean complete, List<String> problems) {

    static Answer none(String status, String body, List<Answer> interim, String... problems) {
        return new Answer(status, "", List.of(), body, interim, "", false, List.of(problems));
    }

    /// @return the value of a field; of several, joined
    Optional<String> field(String name) {
        return fields.stream().filter(field -> field.getKey().equals(name)).map(Map.Entry::getValue)
            .reduce((one, other) -> one + ", " + other);
    }

    boolean isNumber() {
        return !status.isEmpty() && Character.isDigit(status.charAt(0));
    }

    int code() {
        return Integer.parseInt(status);
    }

    boolean saysClose() {
        return Stream.of(field("connection").orElse("").split(","))
            .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }

    @Override
    public String toString() {
        return interim.stream().map(one -> one.status() + "+").collect(Collectors.joining()) + status
            + (isNumber() && !complete ? " (incomplete)" : "");
    }
}
