/// Applications and servers under test, without a network.
///
/// 1. [gangway.spec.testing.TestClient]: a browser for one application; it makes a [gangway.spec.testing.TestRequest], of
///    which an [gangway.spec.handler.Exchange] comes.
/// 2. [gangway.spec.testing.CookieJar], [gangway.spec.testing.Multipart]: what it keeps, and what it uploads.
/// 3. [gangway.spec.testing.Environs]: an environ in one line, for tests of less than an application.
/// 4. [gangway.spec.testing.Verifies]: which rules a test stands for.
package gangway.spec.testing;
