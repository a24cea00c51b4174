/// The library for functions that can stop in the middle and go on later: coroutines and generators, the loop
/// that decides who runs next, and the patch that lets ordinary blocking code switch instead of block. It may use
/// the continuations inside the JDK, and nothing outside the JDK. It is empty as yet: its README tells what comes.
///
/// It is **not** for speed of computation; not a replacement for virtual threads, which are the better choice
/// wherever the order of events need not be known; and not for the web: no request and no application is known here.
module gangway.coroutine {}
