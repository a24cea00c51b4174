/// The gateway interface: one call between a server and an application, in the shape of PEP 3333 (WSGI).
///
/// A server turns each request into an [gangway.spec.Environ] and calls an [gangway.spec.Application] with it; the
/// application starts a response and returns the blocks of its body. Both sides need this module and nothing else.
///
/// Not for: HTTP itself (that is `gangway.server`), routing or templates (`gangway.web`). There is no status table, no
/// cookie and no session here; an application that wants them brings a framework.
module gangway.spec {
    exports gangway.spec;
    exports gangway.spec.conditional;
    exports gangway.spec.handler;
    exports gangway.spec.lint;
    exports gangway.spec.rule;
    exports gangway.spec.testing;

    uses gangway.spec.Serve;
}
