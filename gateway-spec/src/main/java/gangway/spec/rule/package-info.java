/// The contract between server and application, rule by rule.
///
/// [gangway.spec.rule.Rule] says what a rule is; then part by part, in the order of a call:
///
/// 1. [gangway.spec.rule.CallRule]: who is called, how often, on which thread.
/// 2. [gangway.spec.rule.EnvironRule]: what the server tells of the request.
/// 3. [gangway.spec.rule.InputRule]: input and errors.
/// 4. [gangway.spec.rule.StartRule]: status and header fields.
/// 5. [gangway.spec.rule.ContentRule]: how long the content is.
/// 6. [gangway.spec.rule.BodyRule]: block by block, and closed at the end.
/// 7. [gangway.spec.rule.MiddlewareRule]: both sides at once.
/// 8. [gangway.spec.rule.HttpRule]: failures, and the rest of HTTP.
/// 9. [gangway.spec.rule.ExtensionRule]: keys and hooks that PEP 3333 has not.
///
/// `SPEC.md` has the same as a text to read; its tables are made of these constants.
package gangway.spec.rule;
