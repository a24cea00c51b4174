/// May a client get less than the whole? Conditional requests and ranges (RFC 9110 §13, §14), as decisions about heads: there
/// is no file, no socket and no content here.
///
/// 1. [gangway.spec.conditional.Selector]: a request and an answer in, a [gangway.spec.conditional.Selection] out. The steps
///    of RFC 9110 §13.2.2 are its one long method.
/// 2. [gangway.spec.conditional.Preconditions]: what the client asks for; [gangway.spec.conditional.Validators]: what the answer
///    says of itself. Each is made of dates and of an [gangway.spec.conditional.EntityTag] or
///    [gangway.spec.conditional.EntityTags].
/// 3. [gangway.spec.conditional.Ranges]: what a Range field means, in terms of [gangway.spec.conditional.ByteRange].
///
/// Servers use it through [gangway.spec.handler.Handler], for bodies that are files [8.4]; a framework can use the parts for
/// what it makes itself: a `PUT` with If-Match, or a page that knows its version.
package gangway.spec.conditional;
