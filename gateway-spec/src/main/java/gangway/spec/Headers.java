package gangway.spec;

import module java.base;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// A list of header fields, asked by name: wsgiref's `Headers`. Order and repeats are kept; names do not care for case.
///
/// ```java
/// Headers headers = Headers.of("Content-Type", "image/gif");
/// headers.add("Content-Disposition", "attachment", new Header.Parameter("filename", "bud.gif"));
/// ```
///
/// It is a view: changes go to the list that it was made of, and fail if that list is immutable. Not thread-safe.
public final class Headers implements Iterable<Header> {

    private final List<Header> list;

    /// A view of a list.
    ///
    /// @param list the fields, in wire order
    public Headers(List<Header> list) {
        this.list = Objects.requireNonNull(list, "the list of header fields");
    }

    /// A new list that can be changed.
    ///
    /// @param namesAndValues name, value, name, value…
    /// @return a view of it
    /// @throws Violation when a field is malformed
    /// @throws IllegalArgumentException when the last name has no value
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0)
            throw new IllegalArgumentException("field " + Violation.quote(namesAndValues[namesAndValues.length - 1])
                + " has no value: pass name, value, name, value…");
        var list = new ArrayList<Header>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) list.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        return new Headers(list);
    }

    /// @param name a field name
    /// @return the value of the first field of that name
    public Optional<String> get(String name) {
        for (Header header : list) if (header.is(name)) return Optional.of(header.value());
        return Optional.empty();
    }

    /// @param name a field name
    /// @return the values of all fields of that name, in order
    public List<String> all(String name) {
        return list.stream().filter(header -> header.is(name)).map(Header::value).toList();
    }

    /// Several fields of one name as one value. They mean the same (RFC 9110 §5.3), with `; ` between cookies
    /// (RFC 6265 §5.4) and `, ` between all others.
    ///
    /// @param name a field name
    /// @return the joined value
    public Optional<String> joined(String name) {
        return list.stream().filter(header -> header.is(name)).map(Header::value)
            .reduce((a, b) -> a + (name.equalsIgnoreCase("Cookie") ? "; " : ", ") + b);
    }

    /// @param name a field name
    /// @return whether there is such a field
    public boolean contains(String name) {
        return get(name).isPresent();
    }

    /// The elements of a field that is a comma-separated list of tokens (RFC 9110 §5.6.1), over all its lines.
    ///
    /// @param name a field name, such as `Connection`
    /// @return its elements in lower case, empty ones left out
    public List<String> tokens(String name) {
        return all(name).stream().flatMap(value -> Stream.of(value.split(",")))
            .map(String::strip).filter(element -> !element.isEmpty()).map(element -> element.toLowerCase(Locale.ROOT)).toList();
    }

    /// Adds a field behind the others.
    ///
    /// @param name  a field name
    /// @param value its value
    /// @return this
    /// @throws Violation when either is malformed
    public Headers add(String name, String value) {
        list.add(new Header(name, value));
        return this;
    }

    /// Adds a field with parameters behind the others: `Content-Disposition: attachment; filename="bud.gif"`.
    ///
    /// @param name       a field name
    /// @param value      what stands before the parameters; if it is empty, they stand alone
    /// @param parameters in order
    /// @return this
    /// @throws Violation when name or value is malformed
    public Headers add(String name, String value, Header.Parameter... parameters) {
        Stream<String> parts = Stream.concat(Stream.of(value), Stream.of(parameters).map(Header.Parameter::toString));
        return add(name, parts.filter(part -> !part.isEmpty()).collect(Collectors.joining("; ")));
    }

    /// Adds a field unless there is one of that name.
    ///
    /// @param name  a field name
    /// @param value for a new field
    /// @return the value of the first field of that name, be it old or new
    /// @throws Violation when a new field would be malformed
    public String setDefault(String name, String value) {
        if (!contains(name)) add(name, value);
        return get(name).orElseThrow();
    }

    /// Puts one field in the place of all of that name, at the end.
    ///
    /// @param name  a field name
    /// @param value its value
    /// @return this
    /// @throws Violation when either is malformed
    public Headers set(String name, String value) {
        var header = new Header(name, value);
        remove(name);
        list.add(header);
        return this;
    }

    /// Removes all fields of that name, if there are any.
    ///
    /// @param name a field name
    /// @return this
    public Headers remove(String name) {
        list.removeIf(header -> header.is(name));
        return this;
    }

    /// @return how many fields there are, repeats counted
    public int size() {
        return list.size();
    }

    /// @return the name of each field as they are now, repeats included
    public List<String> names() {
        return list.stream().map(Header::name).toList();
    }

    /// @return the value of each field as they are now
    public List<String> values() {
        return list.stream().map(Header::value).toList();
    }

    /// @return the fields as they are now
    public List<Header> list() {
        return List.copyOf(list);
    }

    @Override
    public Iterator<Header> iterator() {
        return list.iterator();
    }

    /// @return as on the wire: a line each, then an empty one
    @Override
    public String toString() {
        return list.stream().map(header -> header + "\r\n").collect(Collectors.joining("", "", "\r\n"));
    }

    /// @return [#toString()] as the bytes of the wire, one a character
    public byte[] bytes() {
        return toString().getBytes(ISO_8859_1);
    }
}
