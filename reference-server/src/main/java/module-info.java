/// The reference server: bytes to environ and back, over raw sockets, with nothing but the JDK.
///
/// Read [gangway.server] first, then [gangway.server.http1], which knows HTTP/1.1 and no sockets.
///
/// Not for: HTTP/2 or HTTP/3, which a proxy in front can speak; nor an embedding API of many knobs. A program that wants to
/// serve itself calls [gangway.spec.Serve]; everybody else runs `gangway serve`.
module gangway.server {
    requires transitive gangway.spec;
    requires gangway.coroutine;                                // for one worker, through one class
    requires java.compiler;                                    // serve FILE.java

    exports gangway.server;
    exports gangway.server.http1;

    provides gangway.spec.Serve with gangway.server.cli.CommandLineServe;
}
