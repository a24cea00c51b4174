package gangway.coroutine.setting;

import module java.base;

/// What a system property says. One that says something without a meaning is an error: who sets it wants something else than
/// what would happen without it.
public final class Setting {

    private Setting() {}

    /// @param name  of the property, whose value is a number of milliseconds
    /// @param usual how many there are without it
    /// @throws IllegalStateException when it is no such number
    public static Duration millis(String name, long usual) {
        return Duration.ofMillis(number(name).orElse(usual));
    }

    /// @param name of the property, whose value is a number that is not negative
    /// @return empty without it
    /// @throws IllegalStateException when it is no such number
    public static Optional<Long> number(String name) {
        return Optional.ofNullable(System.getProperty(name)).map(text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= 0) return number;
            } catch (NumberFormatException _) {
                // refused below
            }
            return refuse(name, text, "a whole number, 0 or more");
        });
    }

    /// @param name   of the property, whose value is one of some words
    /// @param values what they mean; each word is a value's `toString`, in any case
    /// @return empty without it
    /// @throws IllegalStateException when it is another word
    public static <T> Optional<T> oneOf(String name, List<T> values) {
        return Optional.ofNullable(System.getProperty(name)).map(text -> values.stream()
            .filter(value -> value.toString().equalsIgnoreCase(text)).findFirst()
            .orElseGet(() -> refuse(name, text, "one of " + values.toString().toLowerCase(Locale.ROOT))));
    }

    private static <T> T refuse(String name, String text, String expected) {
        throw new IllegalStateException("the system property %s is \"%s\"; to fix: %s".formatted(name, text, expected));
    }
}
