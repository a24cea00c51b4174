package gangway.spec.testing;

import module java.base;

/// A cookie as a client keeps it (RFC 6265 §5.3).
///
/// @param name    of it
/// @param value   as it was sent
/// @param path    of the requests that it is for
/// @param secure  whether it is for encrypted ones only
/// @param expires when it ends; [Instant#MAX] with the client
record Cookie(String name, String value, String path, boolean secure, Instant expires) {

    /// Reads a Set-Cookie field (RFC 6265 §5.2). What an attribute says that cannot be understood counts for nothing.
    ///
    /// @param field       its value
    /// @param host        that sent it
    /// @param requestPath of the request that it answers
    /// @param now         when
    /// @return the cookie; empty when it is malformed, or for a domain that the host is not in
    static Optional<Cookie> parse(String field, String host, String requestPath, Instant now) {
        String[] parts = field.split(";");
        int equals = parts[0].indexOf('=');
        if (equals < 0 || parts[0].substring(0, equals).isBlank()) return Optional.empty();
        Map<String, String> attributes = attributes(parts);
        String domain = attributes.getOrDefault("domain", "").replaceFirst("^\\.", "").toLowerCase(Locale.ROOT);
        if (!domain.isEmpty() && !isWithin(host.toLowerCase(Locale.ROOT), domain)) return Optional.empty();
        String path = attributes.getOrDefault("path", "");
        return Optional.of(new Cookie(parts[0].substring(0, equals).strip(), parts[0].substring(equals + 1).strip(),
            path.startsWith("/") ? path : defaultPath(requestPath), attributes.containsKey("secure"),
            expires(attributes, now)));
    }

    private static Map<String, String> attributes(String[] parts) {
        var attributes = new HashMap<String, String>();
        Stream.of(parts).skip(1).map(part -> part.split("=", 2)).forEach(pair ->
            attributes.put(pair[0].strip().toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1].strip() : ""));
        return attributes;
    }

    /// RFC 6265 §5.1.3.
    private static boolean isWithin(String host, String domain) {
        boolean isAddress = host.startsWith("[") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
        return host.equals(domain) || !isAddress && host.endsWith("." + domain);
    }

    /// Max-Age goes before Expires (RFC 6265 §5.3).
    private static Instant expires(Map<String, String> attributes, Instant now) {
        String age = attributes.getOrDefault("max-age", "");
        boolean isNegative = age.startsWith("-");
        String digits = isNegative ? age.substring(1) : age;
        boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) return CookieDate.parse(attributes.getOrDefault("expires", "")).orElse(Instant.MAX);
        if (isNegative) return Instant.MIN;
        return digits.length() > 10 ? Instant.MAX : now.plusSeconds(Long.parseLong(digits));
    }

    /// The directory of the request (RFC 6265 §5.1.4).
    private static String defaultPath(String requestPath) {
        int last = requestPath.lastIndexOf('/');
        return last <= 0 ? "/" : requestPath.substring(0, last);
    }

    /// RFC 6265 §5.1.4: `/a` is for `/a` and `/a/b`, not for `/ab`.
    ///
    /// @param requestPath of a request
    /// @return whether it is for that
    boolean isFor(String requestPath) {
        return requestPath.equals(path)
            || requestPath.startsWith(path) && (path.endsWith("/") || requestPath.charAt(path.length()) == '/');
    }
}
