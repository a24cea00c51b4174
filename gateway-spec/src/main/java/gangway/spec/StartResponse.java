package gangway.spec;

import module java.base;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Begins a response: PEP 3333's `start_response()` callable [4.1].
///
/// Calling it sends nothing. The head goes out with the first non-empty block, so until then an application that failed
/// can still change its mind: it calls again and passes the error.
@FunctionalInterface
public interface StartResponse {

    /// The error of a call that has none. PEP 3333 says `exc_info=None` here; no null crosses a public line in Java.
    Throwable NO_ERROR = new NoError();

    /// Sets status and header fields of the response.
    ///
    /// @param status  three digits, a space and a reason phrase: `"200 OK"`
    /// @param headers end-to-end fields only; the list is copied
    /// @param error   [#NO_ERROR], or what made the application start again. If the head is not sent yet, this call
    ///                replaces the first; if it is, this very `error` is thrown and the response is broken off
    /// @return for applications that must write instead of returning a body
    /// @throws Violation for a malformed status, a hop-by-hop field, or a second call without an error
    /// @throws IOException never by the server's own implementation; middleware may
    Write start(String status, List<Header> headers, Throwable error) throws IOException;

    /// As [#start(String, List, Throwable)] without an error.
    ///
    /// @param status  for example `"200 OK"`
    /// @param headers the header fields
    /// @return for applications that must write
    /// @throws IOException see there
    default Write start(String status, List<Header> headers) throws IOException {
        return start(status, headers, NO_ERROR);
    }

    /// As [#start(String, List, Throwable)] with the fields written out.
    ///
    /// @param status         for example `"200 OK"`
    /// @param namesAndValues name, value, name, value…
    /// @return for applications that must write
    /// @throws IOException see there
    default Write start(String status, String... namesAndValues) throws IOException {
        return start(status, Headers.of(namesAndValues).list(), NO_ERROR);
    }

    /// Starts a response whose whole body is at hand.
    ///
    /// @param status      for example `"200 OK"`
    /// @param contentType the media type, with a charset if it is text
    /// @param content     the body
    /// @return the body, to be returned by the application
    /// @throws IOException see [#start(String, List, Throwable)]
    default Iterable<byte[]> bytes(String status, String contentType, byte[] content) throws IOException {
        start(status, "Content-Type", contentType);
        return List.of(content);
    }

    /// Starts a response of plain text in UTF-8.
    ///
    /// @param status for example `"200 OK"`
    /// @param text   the body
    /// @return the body, to be returned by the application
    /// @throws IOException see [#start(String, List, Throwable)]
    default Iterable<byte[]> text(String status, String text) throws IOException {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(UTF_8));
    }

    /// Starts a response of HTML in UTF-8. Nothing is escaped here.
    ///
    /// @param status for example `"200 OK"`
    /// @param html   the body
    /// @return the body, to be returned by the application
    /// @throws IOException see [#start(String, List, Throwable)]
    default Iterable<byte[]> html(String status, String html) throws IOException {
        return bytes(status, "text/html; charset=utf-8", html.getBytes(UTF_8));
    }

    /// Starts a response of JSON, which is always UTF-8 (RFC 8259 §8.1).
    ///
    /// @param status for example `"200 OK"`
    /// @param json   the body
    /// @return the body, to be returned by the application
    /// @throws IOException see [#start(String, List, Throwable)]
    default Iterable<byte[]> json(String status, String json) throws IOException {
        return bytes(status, "application/json", json.getBytes(UTF_8));
    }

    /// Starts a response that points elsewhere.
    ///
    /// @param status   for example `"303 See Other"`
    /// @param location a URI reference (RFC 9110 §10.2.2)
    /// @return an empty body, to be returned by the application
    /// @throws IOException see [#start(String, List, Throwable)]
    default Iterable<byte[]> redirect(String status, String location) throws IOException {
        start(status, "Location", location);
        return List.of();
    }

    /// Starts a response without content.
    ///
    /// @param status for example `"204 No Content"`
    /// @return an empty body, to be returned by the application
    /// @throws IOException see [#start(String, List, Throwable)]
    default Iterable<byte[]> empty(String status) throws IOException {
        start(status);
        return List.of();
    }
}
