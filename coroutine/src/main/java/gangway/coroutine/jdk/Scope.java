package gangway.coroutine.jdk;

import module java.base;

import jdk.internal.vm.ContinuationScope;

/// What a piece of stack is for. Suspending always names one: it suspends the innermost continuation of that scope, with
/// everything of other scopes that runs inside it.
public enum Scope {
    /// The body of a generator, resumed by whoever wants its next value.
    GENERATOR,
    /// A greenlet, resumed by another greenlet's switch.
    GREENLET,
    /// A coroutine on the raw kernel, resumed by its hub.
    COROUTINE;

    /// Not there where the JVM does not export it: then nobody comes so far, see [MissingFlags].
    final ContinuationScope scope = MissingFlags.none() ? new ContinuationScope(name().toLowerCase(Locale.ROOT)) : null;
}
