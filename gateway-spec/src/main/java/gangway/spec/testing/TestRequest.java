package gangway.spec.testing;

import module java.base;

import gangway.spec.Header;
import gangway.spec.PercentEncoding;
import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// What a [TestClient] is to send. Immutable: each method that adds something gives another request.
///
/// @param client  sends it
/// @param method  of it
/// @param target  a path, percent-encoded, and perhaps a query
/// @param headers its fields; Host and Cookie are added
/// @param content opened when it is sent
/// @param environ more values for the environ, such as a server or middleware would put there
/// @param wishes  how it is treated
public record TestRequest(TestClient client, String method, String target, List<Header> headers, Content content,
                          Map<String, Object> environ, Set<Wish> wishes) {

    /// What stays as it is in a target, beside the unreserved characters (RFC 3986 §3.3, §3.4): encoded text, too.
    private static final String SAFE = "%!$&'()*+,/:;=?@";

    /// The content of a request.
    @FunctionalInterface
    public interface Content {

        /// No content.
        Content NONE = InputStream::nullInputStream;

        /// Begins to give it.
        ///
        /// @return ends behind it
        /// @throws IOException when it cannot be read
        InputStream open() throws IOException;
    }

    /// How a request can be treated.
    public enum Wish {
        /// Follow redirections.
        FOLLOW,
        /// Keep what the application reports in [Exchange#reported], instead of throwing it.
        KEEP
    }

    /// Copies the collections.
    public TestRequest {
        headers = List.copyOf(headers);
        environ = Map.copyOf(environ);
        wishes = Set.copyOf(wishes);
    }

    static TestRequest of(TestClient client, String method, String target) {
        if (!target.startsWith("/")) throw new IllegalArgumentException("target " + target + ": it begins with a slash");
        String encoded = PercentEncoding.encode(new String(target.getBytes(UTF_8), ISO_8859_1), SAFE);
        return new TestRequest(client, method, encoded, List.of(), Content.NONE, Map.of(), Set.of());
    }

    /// Adds a field.
    ///
    /// @param name  of it
    /// @param value of it
    /// @return the request with it, behind the others
    /// @throws gangway.spec.Violation when it is malformed
    public TestRequest header(String name, String value) {
        return with(Stream.concat(headers.stream(), Stream.of(new Header(name, value))).toList(), content);
    }

    /// Gives it content of text.
    ///
    /// @param text sent as UTF-8
    /// @return the request with it
    public TestRequest text(String text) {
        return bytes("text/plain; charset=utf-8", text.getBytes(UTF_8));
    }

    /// Gives it content of JSON.
    ///
    /// @param json sent as UTF-8
    /// @return the request with it
    public TestRequest json(String json) {
        return bytes("application/json", json.getBytes(UTF_8));
    }

    /// Gives it the values of a form, in the form `a=1&b=2`.
    ///
    /// @param namesAndValues name, value, name, value…
    /// @return the request with it
    public TestRequest form(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0)
            throw new IllegalArgumentException("the last name has no value: pass name, value, name, value…");
        var pairs = new StringJoiner("&");
        for (int i = 0; i < namesAndValues.length; i += 2)
            pairs.add(URLEncoder.encode(namesAndValues[i], UTF_8) + "=" + URLEncoder.encode(namesAndValues[i + 1], UTF_8));
        return bytes("application/x-www-form-urlencoded", pairs.toString().getBytes(UTF_8));
    }

    /// Gives it the values and files of a form.
    ///
    /// @param multipart the values and files
    /// @return the request with them; files are read when it is sent, block by block
    /// @throws IOException when a file cannot be read
    public TestRequest multipart(Multipart multipart) throws IOException {
        Multipart.Encoded encoded = multipart.encoded();
        return described(encoded.contentType(), OptionalLong.of(encoded.length()), encoded::open);
    }

    /// Gives it content.
    ///
    /// @param contentType its media type
    /// @param bytes       the content
    /// @return the request with it
    public TestRequest bytes(String contentType, byte[] bytes) {
        return described(contentType, OptionalLong.of(bytes.length), () -> new ByteArrayInputStream(bytes));
    }

    /// Gives it content whose length nobody knows: the application meets no CONTENT_LENGTH, as with a chunked request.
    ///
    /// @param contentType its media type
    /// @param in          read when the application reads; once
    /// @return the request with it
    public TestRequest stream(String contentType, InputStream in) {
        var opened = new AtomicBoolean();
        return described(contentType, OptionalLong.empty(), () -> {
            if (opened.getAndSet(true))
                throw new IllegalStateException("a stream can be sent once: give bytes where a request is repeated");
            return in;
        });
    }

    /// Puts a value into the environ, where the server might have put one.
    ///
    /// @param key   a variable such as `REMOTE_USER`, or a key's name
    /// @param value of it
    /// @return the request with it
    public TestRequest with(String key, Object value) {
        var more = new HashMap<>(environ);
        more.put(key, value);
        return new TestRequest(client, method, target, headers, content, more, wishes);
    }

    /// Asks for what a Location leads to (RFC 9110 §15.4), as long as that is in the same place; the answer is then the last
    /// one. An answer that points elsewhere is given as it is.
    ///
    /// @return the request with that wish
    public TestRequest followingRedirects() {
        return wishing(Wish.FOLLOW);
    }

    /// Keeps failures of the application in [Exchange#reported]: for tests of what a client gets then.
    ///
    /// @return the request with that wish
    public TestRequest keepingFailures() {
        return wishing(Wish.KEEP);
    }

    /// Sends it.
    ///
    /// @return the whole answer
    /// @throws IOException when the content cannot be read
    /// @throws AssertionError when the application fails, or redirects without end
    public Exchange send() throws IOException {
        return client.send(this, InMemory.Client.PATIENT);
    }

    /// Sends it, and hears each block when it is sent: so answers that never end can be tested.
    ///
    /// @param takes is given a block; says false to leave instead of taking it
    /// @return what was taken
    /// @throws IOException when the content cannot be read
    public Exchange send(Predicate<byte[]> takes) throws IOException {
        return client.send(this, new InMemory.Client() {
            @Override
            public boolean takes(byte[] block) {
                return takes.test(block);
            }
        });
    }

    /// Asks for another protocol and speaks it: one thing to begin with, then an answer to each thing that it hears.
    ///
    /// @param protocol to change to, as in an Upgrade field
    /// @param first    what the client says by itself
    /// @param answer   to a block; empty to say nothing
    /// @return what was heard, as its blocks; ended where the application waits and the client has nothing more to say
    /// @throws IOException when the content cannot be read
    public Exchange converse(String protocol, byte[] first, UnaryOperator<byte[]> answer) throws IOException {
        return client.send(header("Connection", "Upgrade").header("Upgrade", protocol), new Dialogue(first, answer));
    }

    /// @return the path of the target, as it is sent
    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    boolean followsRedirects() {
        return wishes.contains(Wish.FOLLOW);
    }

    boolean keepsFailures() {
        return wishes.contains(Wish.KEEP);
    }

    /// @return the same for another target
    TestRequest to(String other) {
        return new TestRequest(client, method, other, headers, content, environ, wishes);
    }

    /// @return a GET without content for another target
    TestRequest getting(String other) {
        List<Header> kept = headers.stream()
            .filter(field -> !field.name().regionMatches(true, 0, "Content-", 0, 8)).toList();
        String safe = method.equals("HEAD") ? method : "GET";
        return new TestRequest(client, safe, other, kept, Content.NONE, environ, wishes);
    }

    private TestRequest described(String contentType, OptionalLong length, Content given) {
        var fields = new ArrayList<>(headers);
        fields.removeIf(field -> field.is("Content-Length") || field.is("Content-Type"));
        fields.add(new Header("Content-Type", contentType));
        length.ifPresent(bytes -> fields.add(new Header("Content-Length", Long.toString(bytes))));
        return with(fields, given);
    }

    private TestRequest with(List<Header> fields, Content given) {
        return new TestRequest(client, method, target, fields, given, environ, wishes);
    }

    private TestRequest wishing(Wish wish) {
        var more = EnumSet.of(wish);
        more.addAll(wishes);
        return new TestRequest(client, method, target, headers, content, environ, more);
    }
}
