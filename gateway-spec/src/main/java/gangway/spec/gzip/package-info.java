/// Compression of what an application makes: [gangway.spec.gzip.Gzip], a middleware, as Rack's `Deflater` is.
///
/// Read in this order:
///
/// 1. [gangway.spec.gzip.Gzip]: when it compresses, when not, and what must not be compressed.
/// 2. [gangway.spec.gzip.AcceptEncoding]: what the client says that it can decode.
/// 3. `Suitable`: which responses gain by it. `Compression`: one call through the middleware. `Coder`: the bytes.
package gangway.spec.gzip;
