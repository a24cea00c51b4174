package gangway.spec.testing;

import module java.base;

/// Dates in cookies, of which there are more forms than anybody has listed: RFC 6265 §5.1.1 looks for a time, a day, a month
/// and a year in that order of preference, wherever they stand.
final class CookieDate {

    private static final List<String> MONTHS =
        List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})");
    private static final Pattern DAY = Pattern.compile("\\d{1,2}"), YEAR = Pattern.compile("\\d{2}|\\d{4}");

    private CookieDate() {
    }

    /// @param text such as `Sun, 06 Nov 1994 08:49:37 GMT` or `Sun Nov 6 08:49:37 1994`
    /// @return the instant; empty when there is none in it
    static Optional<Instant> parse(String text) {
        List<String> words = new ArrayList<>(List.of(text.split("[^0-9A-Za-z:]+")));
        Optional<String> time = taken(words, word -> TIME.matcher(word).matches());
        Optional<String> day = taken(words, word -> DAY.matcher(word).matches());
        Optional<String> month = taken(words, word -> month(word) > 0);
        Optional<String> year = taken(words, word -> YEAR.matcher(word).matches());
        if (time.isEmpty() || day.isEmpty() || month.isEmpty() || year.isEmpty()) return Optional.empty();
        try {
            List<Integer> clock = Stream.of(time.get().split(":")).map(Integer::valueOf).toList();
            return Optional.of(LocalDateTime.of(year(year.get()), month(month.get()), Integer.parseInt(day.get()),
                clock.get(0), clock.get(1), clock.get(2)).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<String> taken(List<String> words, Predicate<String> wanted) {
        Optional<String> found = words.stream().filter(wanted).findFirst();
        found.ifPresent(words::remove);
        return found;
    }

    private static int month(String word) {
        return word.length() < 3 ? 0 : MONTHS.indexOf(word.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() > 2 ? year : year + (year < 70 ? 2000 : 1900);
    }
}
