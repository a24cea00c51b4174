package gangway.coroutine;

import module java.base;

/// A generator's frame with those that it yields from, each inside the one before, as the outermost of them runs them.
///
/// A step goes to the innermost directly, however deep that is, and those in between are not woken. They are when what is
/// inside of them ends: then its result, or its error, is what their `yieldFrom` returns or throws. So a value costs the
/// same at any depth, where CPython passes it from hand to hand.
///
/// Owned by whoever has claimed the outermost frame.
final class Chain<Y, S, R> {

    private final Frame<Y, S, R> root;
    private final List<Frame<?, ?, ?>> inner = new ArrayList<>(0);
    private Object sent;                                       // what the next step takes along
    private Throwable error;
    private int closing;                                       // how deep the frame is that is being closed; 0 if none is

    Chain(Frame<Y, S, R> root) {
        this.root = root;
    }

    Frame<Y, S, R> root() {
        return root;
    }

    // ---- What a generator is asked for. ----

    /// Runs it to its next value.
    ///
    /// @throws StopIteration when it ends instead
    @SuppressWarnings("unchecked")                             // what comes out is what a Yielder took
    Y advance(Object sent, Throwable error) {
        var before = root.claim();
        try {
            settle();
            if (sent != null) refuseToSend(before);
            return (Y) run(sent, error);
        } finally {
            root.release();
        }
    }

    private void refuseToSend(Generator.State before) {
        if (before == Generator.State.CREATED) throw new IllegalStateException(
            "can't send non-null value to a just-started generator; to fix: call next() first");
        if (innermost().isAhead()) throw new IllegalStateException(
            "can't send while hasNext() has a value in hand; to fix: take that by next() first");
    }

    /// Runs it to its next value, unless it has one in hand, and keeps it in hand.
    ///
    /// @return whether there is one
    boolean fetch() {
        root.claim();
        try {
            settle();
            if (!innermost().isAhead()) {
                Object value = run(null, null);
                innermost().putBack(value);
            }
            return true;
        } catch (StopIteration e) {
            return false;
        } finally {
            root.release();
        }
    }

    /// Ends it, with its `finally` blocks.
    void close() {
        if (root.claim() == Generator.State.CLOSED) return;
        try {
            settle();
            run(null, new GeneratorExit());
        } catch (GeneratorExit | StopIteration e) {
            return;                                            // one or the other is how it should end
        } finally {
            root.release();
        }
        throw ignoredExit();
    }

    /// Has it give its values to somebody, all that there are. One that has not begun needs no stack of its own for that.
    void forEach(Consumer<? super Y> consumer) {
        if (root.claim() == Generator.State.CREATED) {
            new Sink<>(consumer).drain(root);
            return;
        }
        root.release();
        while (fetch()) consumer.accept(advance(null, null));
    }

    /// @return where it stopped, the innermost first
    List<StackTraceElement> stack() {
        var before = root.claim();
        try {
            settle();
            return Stream.concat(inner.reversed().stream(), Stream.of(root)).flatMap(each -> each.stack().stream()).toList();
        } finally {
            root.release(before);
        }
    }

    static IllegalStateException ignoredExit() {
        return new IllegalStateException(
            "generator ignored GeneratorExit; to fix: do not yield where it is caught, nor in finally");
    }

    // ---- How it is run. ----

    /// Runs the innermost, and those to whom it gives back, until there is a value.
    private Object run(Object sent, Throwable error) {
        pass(sent, error);
        closing = error instanceof GeneratorExit ? inner.size() : 0;
        while (true) {
            var top = innermost();
            if (top.isAhead() && this.error == null) return top.out();
            var how = step(top);
            if (how == Frame.Halt.YIELDED && closing == 0) return top.out();
            if (how == Frame.Halt.DELEGATED) enter(top.delegateFrame());
            else if (top == root) throw new StopIteration(root.outcome());
            else leave(how, top);
        }
    }

    private void pass(Object sent, Throwable error) {
        this.sent = sent;
        this.error = error;
    }

    private Frame.Halt step(Frame<?, ?, ?> top) {
        Object sent = this.sent;
        Throwable error = this.error;
        pass(null, null);
        if (top == root) return root.step(sent, error);
        top.claim();
        try {
            return top.step(sent, error);
        } finally {
            top.release();
        }
    }

    private void enter(Frame<?, ?, ?> next) {
        if (next == root || inner.contains(next)) pass(null, Frame.alreadyExecuting());
        else settle();
    }

    /// Gives what came of the innermost to the one around it.
    private void leave(Frame.Halt how, Frame<?, ?, ?> top) {
        Object out = top.out();
        boolean closed = closing == inner.size();
        if (how == Frame.Halt.YIELDED) {                       // what is being closed, or what that yields from
            while (inner.size() >= closing) inner.removeLast();
            pass(null, ignoredExit());
            closing = 0;
            return;
        }
        inner.removeLast();
        if (closed && (how == Frame.Halt.RETURNED || out instanceof GeneratorExit)) {
            pass(null, out instanceof GeneratorExit exit ? exit : new GeneratorExit());
            closing--;
        } else {
            pass(how == Frame.Halt.RETURNED ? out : null, how == Frame.Halt.FAILED ? (Throwable) out : null);
            if (closed) closing = 0;
        }
    }

    private Frame<?, ?, ?> innermost() {
        return inner.isEmpty() ? root : inner.getLast();
    }

    /// Follows what has changed since the last step: somebody may have run one of the inner ones by itself.
    private void settle() {
        while (!inner.isEmpty() && outside(inner.size() - 1).delegateFrame() != inner.getLast()) inner.removeLast();
        for (Frame<?, ?, ?> next; (next = innermost().delegateFrame()) != null; ) inner.add(next);
    }

    private Frame<?, ?, ?> outside(int index) {
        return index == 0 ? root : inner.get(index - 1);
    }
}
