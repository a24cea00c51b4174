package gangway.spec;

import module java.base;

/// A time on the wire: `IMF-fixdate`, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7), English in every locale.
/// wsgiref's `format_date_time`.
public final class HttpDate {

    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private HttpDate() {
    }

    /// @param time in years 0 to 9999
    /// @return as on the wire
    public static String format(Instant time) {
        return FORMAT.format(time);
    }
}
