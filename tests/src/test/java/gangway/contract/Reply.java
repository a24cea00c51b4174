package gangway.contract;

import module java.base;

import gangway.spec.Headers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// What came of a request.
///
/// @param interim  responses before the final one
/// @param version  of the final one, as is what follows
/// @param code     0 when there was none
/// @param reason   behind the code
/// @param headers  the fields of its head
/// @param content  without framing
/// @param trailers the fields behind it
/// @param complete false when the client could tell that it was broken off
/// @param kept     whether another request can follow on the connection
/// @param failures what the server reported of the application
record Reply(List<Interim> interim, String version, int code, String reason, Headers headers, byte[] content,
             Headers trailers, boolean complete, boolean kept, List<Throwable> failures) {

    /// A response before the final one.
    record Interim(int code, Headers headers) {
    }

    /// The response that did not come.
    static Reply none() {
        return new Reply(List.of(), "", 0, "", new Headers(List.of()), new byte[0], new Headers(List.of()), false, false,
            List.of());
    }

    Reply with(List<Throwable> failures) {
        return new Reply(interim, version, code, reason, headers, content, trailers, complete, kept, List.copyOf(failures));
    }

    /// The same, but known to be broken off.
    Reply broken() {
        return new Reply(interim, version, code, reason, headers, content, trailers, false, false, failures);
    }

    String status() {
        return code + " " + reason;
    }

    /// The content, a character for each byte.
    String text() {
        return new String(content, ISO_8859_1);
    }

    Optional<String> header(String name) {
        return headers.get(name);
    }

    /// The fields of each 103.
    List<Headers> hints() {
        return interim.stream().filter(response -> response.code() == 103).map(Interim::headers).toList();
    }
}
