/// The server's side of the call.
///
/// 1. [gangway.spec.handler.Outgoing]: what a server must be able to do with a response: head, blocks, end, abort.
/// 2. [gangway.spec.handler.Handler]: everything between an application and that, the same for every server.
/// 3. [gangway.spec.handler.Reporter]: who is told when an application fails.
package gangway.spec.handler;
