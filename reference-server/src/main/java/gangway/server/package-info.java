/// The shell around [gangway.server.http1]: sockets, threads, and the way from a request to the application and back.
///
/// A request passes through these, in this order:
///
/// 1. [gangway.server.Server] accepts its connection and gives it to a [gangway.server.Worker];
/// 2. [gangway.server.Connection] reads it: the loop over the requests of one [gangway.server.Duplex];
/// 3. [gangway.server.Gateway] makes an environ of it, with a [gangway.server.RequestBody];
/// 4. [gangway.spec.handler.Handler] calls the application;
/// 5. [gangway.server.Response] sends what comes back.
///
/// Beside the way: [gangway.server.Settings], [gangway.server.Deployment] (an application while it is served) and
/// [gangway.server.Log] with [gangway.server.Access].
package gangway.server;
