package gangway.wsgiref;

import module java.base;

import gangway.wsgiref.Differences.Aspect;

/// What comes of one call under a handler, as somebody outside sees it.
///
/// @param status  the first line
/// @param fields  sorted, without Date and Server
/// @param body    a character for each byte
/// @param closed  how often the body was closed
/// @param logged  whether there was something for the log
/// @param raised  whether the handler itself failed
record Outcome(String status, List<String> fields, String body, int closed, boolean logged, boolean raised) {

    /// What each handler says to a client whose application failed. The words differ, so they do not count.
    private static final Set<String> ERROR_PAGES =
        Set.of("A server error occurred.  Please contact the administrator.", "500 Internal Server Error\n");

    /// Reads what a handler wrote.
    static Outcome of(String output, int closed, boolean logged, boolean raised) {
        String[] parts = output.split("\r\n\r\n", 2);
        List<String> lines = parts[0].lines().toList();
        String status = lines.isEmpty() ? "" : lines.getFirst();
        List<String> fields = lines.stream().skip(1).filter(line -> !line.matches("(Date|Server): .*")).sorted().toList();
        String body = parts.length == 1 ? "" : parts[1];
        boolean failed = ERROR_PAGES.contains(body);
        return new Outcome(status, failed ? List.of() : fields, failed ? "the error page" : body, closed, logged, raised);
    }

    Set<Aspect> differing(Outcome other) {
        var differing = EnumSet.noneOf(Aspect.class);
        if (!status.equals(other.status)) differing.add(Aspect.STATUS);
        if (!fields.equals(other.fields)) differing.add(Aspect.FIELDS);
        if (!body.equals(other.body)) differing.add(Aspect.BODY);
        if (closed != other.closed) differing.add(Aspect.CLOSED);
        if (logged != other.logged) differing.add(Aspect.LOGGED);
        if (raised != other.raised) differing.add(Aspect.RAISED);
        return differing;
    }
}
