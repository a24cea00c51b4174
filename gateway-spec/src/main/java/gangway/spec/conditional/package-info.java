/// May a client get less than the whole? Conditional requests and ranges (RFC 9110 §13, §14), as decisions about heads: no
/// file is opened here, and no content is seen.
///
/// 1. [gangway.spec.conditional.Chooser]: a request and a whole answer in, a [gangway.spec.conditional.Selection] out.
/// 2. [gangway.spec.conditional.Preconditions]: whether the client wants an answer at all, in the order of RFC 9110 §13.2.2.
///    They compare what it has with the [gangway.spec.conditional.Validators] of the answer: a date, and an
///    [gangway.spec.conditional.EntityTag], of which a client may name several: [gangway.spec.conditional.EntityTags].
/// 3. [gangway.spec.conditional.Ranges]: which parts it wants, each a [gangway.spec.conditional.ByteRange].
///
/// [gangway.spec.handler.Handler] uses it for bodies that are files [8.4]. A framework can use the parts for what it makes
/// itself: a `PUT` with If-Match, or a page that knows its version.
package gangway.spec.conditional;
