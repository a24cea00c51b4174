/// The shell around [gangway.server.http1]: sockets, threads, and the way from a request to the application and back.
///
/// A request passes through these, in this order:
///
/// 1. [gangway.server.Server] lets its connection in and gives it to a [gangway.server.Worker];
/// 2. [gangway.server.Connection] reads it: the loop over the requests of one [gangway.server.Duplex];
/// 3. [gangway.server.Gateway] makes an environ of it, with a [gangway.server.RequestBody];
/// 4. [gangway.spec.handler.Handler] calls the application;
/// 5. [gangway.server.Response] sends what comes back.
///
/// Beside the way:
///
/// - who gets in: [gangway.server.Acceptor] takes connections, as long as there are descriptors, and
///   [gangway.server.Admission] counts them;
/// - who waits how long: [gangway.server.Timeouts] says it. [gangway.server.TimedDuplex] keeps to it, with
///   [gangway.server.Patience] for what the client sends and [gangway.server.Deadline] for the application; the
///   [gangway.server.Timekeeper] looks at what cannot end by itself;
/// - what is told: [gangway.server.Log], with [gangway.server.Access] for each response and [gangway.server.Refusal] for what
///   was not served;
/// - [gangway.server.Settings], and [gangway.server.Deployment], an application while it is served.
package gangway.server;
