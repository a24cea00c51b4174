/// Files as answers: applications and middleware for what lies in a directory, on any server.
///
/// Read in this order:
///
/// 1. [gangway.spec.files.Directory]: an application that answers with the files below a directory.
/// 2. [gangway.spec.files.StaticFiles]: such directories in front of an application.
/// 3. `Asked`: what a path asks for. `Tree`: where that is, and that it does not lie outside. `OpenFile`: it is open, and
///    still what it was.
/// 4. `Representation`: the head of a file. `MediaTypes`: the table of types. `Listing`: the page for a directory.
///
/// Conditional requests and ranges are the server's, for every [gangway.spec.Body.File] whose head has validators.
package gangway.spec.files;
