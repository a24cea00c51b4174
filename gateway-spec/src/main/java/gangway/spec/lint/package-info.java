/// A watch between server and application that reports who breaks the contract, while they run.
///
/// 1. [gangway.spec.lint.Lint]: how to set it up.
/// 2. `Linted`: the application with the watch around it, and where each check gets its place.
/// 3. `Call`: what is known of one call; everything else reports through it.
/// 4. `EnvironLint` and `FieldLint`, `InputLint` and `ErrorsLint`: parts 2 and 3 of the rules.
/// 5. `StartLint`, `ContentLint`: parts 4 and 5.
/// 6. `Watched` hears what happens to a body; `BodyLint` judges it: part 6.
/// 7. `Paranoia`: the checks that cost.
/// 8. `MiddlewareLint`: a watch on either side of a middleware, part 7.
package gangway.spec.lint;
