/// One call between server and application: the call shape of PEP 3333, typed where Java can help.
///
/// Read in this order:
///
/// 1. [gangway.spec.Application]: what a server calls. The whole idea is in its one method.
/// 2. [gangway.spec.StartResponse] and [gangway.spec.Write]: how the application begins its answer.
/// 3. [gangway.spec.Environ], [gangway.spec.Key], [gangway.spec.Input]: what it is told of the request.
/// 4. [gangway.spec.Header], [gangway.spec.Headers], [gangway.spec.Status]: values that cannot be wrong on the wire.
/// 5. [gangway.spec.Body]: answers that a server can send better than block by block.
/// 6. [gangway.spec.EarlyHints], [gangway.spec.Trailers], [gangway.spec.OnFinished]: what happens before, behind and after
///    a response.
/// 7. [gangway.spec.Middleware]: an application around an application.
/// 8. [gangway.spec.DemoApplication]: all of it in use; then [gangway.spec.Serve], which runs it.
///
/// The promises themselves, numbered, are in [gangway.spec.rule]. The other side of the call, what a server does with it, is
/// in [gangway.spec.handler]; what watches both sides is [gangway.spec.lint]; what tests an application without a server is
/// [gangway.spec.testing]. When a client gets less than a whole file is decided in [gangway.spec.conditional]. An application
/// and two middlewares that many need are in [gangway.spec.files] and [gangway.spec.gzip].
///
/// Two errors belong to the contract: [gangway.spec.Violation] when one side breaks it, [gangway.spec.BadRequest] when
/// the client did (with [gangway.spec.ClientDisconnected] when it left). No method here takes or returns `null`.
package gangway.spec;
