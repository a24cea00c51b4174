package gangway.server.cli;

import module java.base;

import gangway.server.Access;

/// A line of the access log: the Common Log Format, then the time that the response took, and `cut` if it is incomplete.
///
/// ```text
/// 127.0.0.1 - - [22/Nov/2026:17:00:00 +0000] "GET / HTTP/1.1" 200 13 0.4ms
/// ```
final class AccessLine {

    private static final HexFormat HEX = HexFormat.of();

    private final DateTimeFormatter time;

    /// @param zone of the time
    AccessLine(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(zone);
    }

    /// @param access a response
    /// @return its line
    String of(Access access) {
        String request = access.request().isEmpty() ? "-" : escape(access.request());
        return access.peer().address() + " - - [" + time.format(access.time()) + "] \"" + request + "\" "
            + access.status().code() + " " + access.bytes() + " " + milliseconds(access.took())
            + (access.complete() ? "" : " cut");
    }

    /// Makes what a client sent fit for a log: it cannot end the quotes, begin a line, or speak to the terminal.
    ///
    /// @param text hostile
    /// @return printable ASCII; whatever else as `\xE9`
    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') escaped.append('\\').append(c);
            else if (c >= ' ' && c < 0x7F) escaped.append(c);
            else if (c < 0x100) escaped.append("\\x").append(HEX.toHexDigits((byte) c));
            else escaped.append("\\u").append(HEX.toHexDigits(c));
        }
        return escaped.toString();
    }

    private static String milliseconds(Duration took) {
        long tenths = (took.toNanos() + 50_000) / 100_000;
        return tenths / 10 + "." + tenths % 10 + "ms";
    }
}
