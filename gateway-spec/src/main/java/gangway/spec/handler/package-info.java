/// The server's side of the call.
///
/// 1. [gangway.spec.handler.Outgoing]: what a server must be able to do with a response: head, blocks, end, abort.
/// 2. [gangway.spec.handler.Handler]: everything between an application and that, the same for every server.
/// 3. [gangway.spec.handler.Reporter] and [gangway.spec.handler.ErrorOutput]: who is told when an application fails, and
///    what the client gets then.
/// 4. [gangway.spec.handler.InMemory]: the smallest server; it keeps an [gangway.spec.handler.Exchange].
/// 5. [gangway.spec.handler.CgiHandler]: one request of a web server, answered by a process of its own.
package gangway.spec.handler;
