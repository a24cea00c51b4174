package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.MissingFlags;

/// A function with a stack of its own that goes on exactly when somebody switches to it, and says itself to whom it
/// switches.
///
/// ```java
/// var pong = new Greenlet(_ -> { while (true) caller.switchTo("pong"); });
/// pong.switchTo();   // "pong"
/// ```
///
/// It is what Python's package greenlet has: nobody schedules anything. Each thread, and each coroutine, has greenlets of
/// its own, the first of which is what it is anyway: the root, or main, greenlet. There is no switching to those of
/// another. When a greenlet ends, its parent goes on: with its result, with the error that came out of it, or with the
/// [GreenletExit] that ended it, as a value. Most programs want [Coroutine] instead.
///
/// One that has begun and that nobody refers to any more is ended: the next time its thread switches, it finds
/// [GreenletExit] thrown. Owned by its thread.
public final class Greenlet {

    private final Switchboard board;
    private final Life life;

    /// What a greenlet does.
    @FunctionalInterface
    public interface Body {

        /// Runs when it is switched to for the first time.
        ///
        /// @param arguments of that switch
        /// @return what its parent gets
        /// @throws Throwable what its parent gets thrown
        Object run(Object... arguments) throws Throwable;
    }

    /// What is done at each switch of a thread. gevent finds out in this way who blocks it.
    @FunctionalInterface
    public interface Tracer {

        /// Is called in the target, before that goes on. What comes out of it is thrown there, and there is no tracer any
        /// more.
        ///
        /// @param event  what happens
        /// @param origin who has left
        /// @param target who goes on
        void switched(Event event, Greenlet origin, Greenlet target);
    }

    /// How one greenlet gives way to another.
    public enum Event {
        /// With a value.
        SWITCH,
        /// With an error.
        THROW
    }

    /// Makes one whose parent is the current one. Nothing of it runs.
    ///
    /// @param body what it does
    public Greenlet(Body body) {
        this(body, current());
    }

    /// Makes one. Nothing of it runs.
    ///
    /// @param body   what it does
    /// @param parent who goes on when it ends
    public Greenlet(Body body, Greenlet parent) {
        this(parent.board, new Life(body, parent));
        MissingFlags.check();                                  // not only in the middle of the first switch
        if (board != Switchboard.mine()) throw foreign();
    }

    Greenlet(Switchboard board, Life life) {
        this.board = board;
        this.life = life;
    }

    private static IllegalArgumentException foreign() {
        return new IllegalArgumentException("parent cannot be on a different thread");
    }

    /// @return the one that runs here
    public static Greenlet current() {
        return Switchboard.mine().current();
    }

    /// Has somebody told of each switch on this thread.
    ///
    /// @param tracer who
    /// @return who was told until now
    public static Optional<Tracer> setTrace(Tracer tracer) {
        return Switchboard.mine().trace(Optional.of(tracer));
    }

    /// Has nobody told any more.
    ///
    /// @return who was told until now
    public static Optional<Tracer> clearTrace() {
        return Switchboard.mine().trace(Optional.empty());
    }

    /// Goes on there. One that has not begun does, with these arguments; where one has stopped in `switchTo`, that returns
    /// them; in place of one that has ended its parent goes on.
    ///
    /// @param arguments what to bring
    /// @return what somebody brings who switches back: the argument if it is one, otherwise an array of them
    /// @throws IllegalStateException when it belongs to another thread, or the current one cannot be left: [MonitorHeld]
    public Object switchTo(Object... arguments) {
        return Switchboard.mine().transfer(this, arguments == null ? new Object[1] : arguments, null);
    }

    /// Goes on there with an error, thrown where it has stopped. One that has not begun ends with it.
    ///
    /// @param error what is thrown
    /// @return as [#switchTo]
    public Object throwInto(Throwable error) {
        return Switchboard.mine().transfer(this, new Object[0], Objects.requireNonNull(error));
    }

    /// Ends it, unless it catches [GreenletExit].
    ///
    /// @return as [#switchTo]; the exit itself, if the current one is the parent
    public Object throwInto() {
        return throwInto(new GreenletExit());
    }

    /// @return who goes on when it ends; empty for the root
    public Optional<Greenlet> parent() {
        return life.parent();
    }

    /// Sets who goes on when it ends.
    ///
    /// @throws IllegalArgumentException when that one belongs to another thread, or waits for the end of this one itself
    ///                                  ("cyclic parent chain")
    /// @throws IllegalStateException    when this is a root
    public void setParent(Greenlet parent) {
        if (life.parent().isEmpty()) throw new IllegalStateException("cannot set the parent of a main greenlet");
        if (parent.board != board) throw foreign();
        for (var each = Optional.of(parent); each.isPresent(); each = each.get().parent())
            if (each.get().life == life) throw new IllegalArgumentException("cyclic parent chain");
        life.parent(parent);
    }

    /// @return whether it has begun, and has ended or not
    public boolean isStarted() {
        return life.isStarted();
    }

    /// @return whether it has ended
    public boolean isDead() {
        return life.isDead();
    }

    /// @return whether it has begun and has not ended
    public boolean isActive() {
        return isStarted() && !isDead();
    }

    /// @return where it has stopped, innermost frame first; empty if it runs, has not begun, or has ended
    public List<StackTraceElement> stack() {
        return this == board.current() ? List.of() : life.stack();
    }

    Switchboard board() {
        return board;
    }

    Life life() {
        return life;
    }

    @Override
    public String toString() {
        String state = isDead() ? "dead" : !isStarted() ? "pending" : this == board.current() ? "current" : "suspended";
        return "Greenlet[%s, %s]".formatted(life.parent().isEmpty() ? "main of " + board.name()
            : Integer.toHexString(System.identityHashCode(life)), state);
    }
}
