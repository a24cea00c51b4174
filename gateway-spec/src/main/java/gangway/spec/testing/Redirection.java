package gangway.spec.testing;

import module java.base;

import gangway.spec.handler.Exchange;

/// Where an answer sends its client, and with which method (RFC 9110 §15.4).
final class Redirection {

    /// So many in a row are taken for a circle.
    static final int MOST = 20;

    /// What is left of `..` when a reference has more of them than the path has segments (RFC 3986 §5.2.4).
    private static final Pattern ABOVE_THE_ROOT = Pattern.compile("^(/\\.\\.)++(?=/|$)");

    private Redirection() {
    }

    /// @param request that was sent
    /// @param answer  to it
    /// @return the request that follows; empty when there is none, or the application that is tested is not the one to ask
    static Optional<TestRequest> of(TestRequest request, Exchange answer) {
        Optional<URI> target = answer.headers().get("Location").map(location -> resolved(request, location));
        if (target.isEmpty() || !isSamePlace(request.client().origin(), target.get())) return Optional.empty();
        String path = ABOVE_THE_ROOT.matcher(target.get().getRawPath()).replaceFirst("");
        if (path.isEmpty()) path = "/";
        String query = target.get().getRawQuery() == null ? "" : "?" + target.get().getRawQuery();
        boolean isPost = request.method().equals("POST");
        return switch (answer.code()) {
            case 301, 302 -> Optional.of(isPost ? request.getting(path + query) : request.to(path + query));   // §15.4.2
            case 303 -> Optional.of(request.getting(path + query));                            // RFC 9110 §15.4.4
            case 307, 308 -> Optional.of(request.to(path + query));                            // RFC 9110 §15.4.8, §15.4.9
            default -> Optional.empty();
        };
    }

    private static URI resolved(TestRequest request, String location) {
        URI asked = URI.create(request.client().origin() + request.path());
        try {
            URI reference = new URI(location);
            boolean isQuery = location.startsWith("?");        // RFC 3986 §5.2.2; URI knows RFC 2396 only
            return URI.create((isQuery ? URI.create(asked + location) : asked.resolve(reference)).toASCIIString());
        } catch (URISyntaxException e) {
            throw new AssertionError("Location is no URI reference (RFC 9110 §10.2.2): " + e.getMessage(), e);
        }
    }

    /// Credentials and cookies are for one host; and only one application is here.
    private static boolean isSamePlace(URI origin, URI target) {
        return origin.getScheme().equalsIgnoreCase(target.getScheme())
            && origin.getRawAuthority().equalsIgnoreCase(target.getRawAuthority());
    }
}
