/// The library for functions that can stop in the middle and go on later: generators and greenlets, coroutines and the hub
/// that decides who runs next. It uses the continuations inside the JDK, and nothing outside the JDK.
///
/// It is **not** for speed of computation; not a replacement for virtual threads, which are the better choice
/// wherever the order of events need not be known; and not for the web: no request and no application is known here.
module gangway.coroutine {
    requires jdk.unsupported;                                  // sun.misc.Signal: see gangway.coroutine.jdk.Signal
    requires static jdk.jfr;
    exports gangway.coroutine;
    exports gangway.coroutine.testing;
}
