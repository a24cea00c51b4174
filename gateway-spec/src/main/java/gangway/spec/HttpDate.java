package gangway.spec;

import module java.base;

/// A time on the wire: `IMF-fixdate`, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7), English in every locale.
/// wsgiref's `format_date_time`.
public final class HttpDate {

    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final Set<String> DAYS = Set.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final Set<String> LONG_DAYS =
        Set.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final UnaryOperator<DateTimeFormatterBuilder> YEAR = form -> form.appendValue(ChronoField.YEAR, 4);
    private static final DateTimeFormatter FIXDATE = form("dd MMM ", YEAR, " HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = form("MMM ppd HH:mm:ss ", YEAR, "");

    private HttpDate() {
    }

    /// @param time in years 0 to 9999
    /// @return as on the wire
    public static String format(Instant time) {
        return FORMAT.format(time);
    }

    /// Reads any of the three forms that a recipient has to understand (RFC 9110 §5.6.7). The day of the week must be one,
    /// but need not be the right one: it adds nothing.
    ///
    /// @param text as on the wire
    /// @param now  tells the century of a year of two digits
    /// @return the time; empty when the text is none
    public static Optional<Instant> parse(String text, Instant now) {
        int space = text.indexOf(' ');
        if (space < 1) return Optional.empty();
        String day = text.substring(0, space), name = day.endsWith(",") ? day.substring(0, day.length() - 1) : day;
        String rest = text.substring(space + 1).replace(":60 ", ":59 ");                         // an Instant has no leap seconds
        if (LONG_DAYS.contains(name) && !name.equals(day)) return parse(rest, rfc850(now));
        if (!DAYS.contains(name)) return Optional.empty();
        return parse(rest, name.equals(day) ? ASCTIME : FIXDATE);
    }

    private static Optional<Instant> parse(String rest, DateTimeFormatter form) {
        try {
            return Optional.of(form.parse(rest, Instant::from));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /// A year that would be more than 50 years ahead is one of the past (RFC 9110 §5.6.7).
    private static DateTimeFormatter rfc850(Instant now) {
        int first = now.atZone(ZoneOffset.UTC).getYear() - 49;
        return form("dd-MMM-", year -> year.appendValueReduced(ChronoField.YEAR, 2, 2, first), " HH:mm:ss 'GMT'");
    }

    /// The parts behind the day of the week.
    private static DateTimeFormatter form(String before, UnaryOperator<DateTimeFormatterBuilder> year, String after) {
        return year.apply(new DateTimeFormatterBuilder().appendPattern(before)).appendPattern(after)
            .toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT).withZone(ZoneOffset.UTC);
    }
}
