package gangway.spec.files;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.PercentEncoding;

/// What the path of a request asks for: names, from the root down, of which none can mean anything but an entry of a
/// directory.
///
/// @param names       a character for each byte
/// @param isDirectory whether a slash stands at the end
record Asked(List<String> names, boolean isDirectory) {

    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4",
        "com5", "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    /// Copies the list.
    Asked {
        names = List.copyOf(names);
    }

    /// Reads `PATH_INFO`. A slash that was percent-encoded cannot be told from another one there, so the raw path is asked.
    ///
    /// @return nothing for a path with a name that is not served
    static Optional<Asked> of(Environ environ) {
        String path = (String) environ.getOrDefault("PATH_INFO", "");
        String raw = Environ.RAW_PATH.in(environ).orElse("").toLowerCase(Locale.ROOT);
        if (raw.contains("%2f") || !path.isEmpty() && path.charAt(0) != '/') return Optional.empty();
        if (path.isEmpty()) return Optional.of(new Asked(List.of(), environ.scriptName().isEmpty()));
        List<String> names = List.of(path.substring(1).split("/", -1));
        boolean isDirectory = names.getLast().isEmpty();
        var asked = new Asked(isDirectory ? names.subList(0, names.size() - 1) : names, isDirectory);
        return asked.names.stream().allMatch(Asked::isServed) ? Optional.of(asked) : Optional.empty();
    }

    /// Whether a name is served at all: it is not hidden, and on no system the name of something else. Names that only one
    /// system takes for others are refused on all, so that a directory has the same paths everywhere.
    ///
    /// @param name a character for each byte
    static boolean isServed(String name) {
        boolean isHidden = name.startsWith(".") && !name.equals(".well-known");              // `.` and `..` too; RFC 8615 §3
        boolean isOther = name.isEmpty() || name.endsWith(".") || name.endsWith(" ") || isDevice(name)
            || name.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == '\\' || c == '/');
        return !isHidden && !isOther;
    }

    /// What opens a device in every directory of Windows, with any extension: `nul`, `COM1.txt`.
    private static boolean isDevice(String name) {
        return DEVICES.contains(name.split("[.:]", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    /// @param name of an entry
    /// @return what asks for that entry of this directory
    Asked entry(String name) {
        return new Asked(Stream.concat(names.stream(), Stream.of(name)).toList(), false);
    }

    /// @return what asks for this file as gzip has compressed it
    Asked compressed() {
        var parent = new Asked(names.subList(0, names.size() - 1), true);
        return parent.entry(names.getLast() + ".gz");
    }

    /// @return the path from the root, percent-encoded, without a slash in front
    String encoded() {
        return names.stream().map(name -> PercentEncoding.encode(name, "")).collect(Collectors.joining("/"));
    }

    /// The path of a request with a slash at its end, as a reference that stays on this host: one slash in front, never two,
    /// which would be followed by a host (RFC 3986 §4.2).
    ///
    /// @return path and query, percent-encoded
    static String withSlash(Environ environ) {
        String path = environ.scriptName() + environ.getOrDefault("PATH_INFO", "");
        String query = environ.query().isEmpty() ? "" : "?" + environ.query();
        return ("/" + PercentEncoding.encode(path, "/") + "/").replaceFirst("^/+", "/") + query;
    }
}
