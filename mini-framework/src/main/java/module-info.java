/// The library for writing web applications: how a path finds a function, what that function may ask of the
/// request, and how a template becomes HTML safely. It is empty as yet: its README tells what comes.
///
/// It is **not** a server, and names none: what is made with it is an application as `gangway.spec` defines it, for
/// any server that keeps that promise. Nor is it a database layer, a container of dependencies or a form generator.
module gangway.web {
    // Transitive: a user's view speaks of `gangway.spec` types without having asked for that module.
    requires transitive gangway.spec;
}
