package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Scope;

/// What there is of a greenlet besides its name: its body, its stack, and who goes on when it ends.
///
/// Nothing in it refers to its [Greenlet], so that one can see when nobody wants that any more. Owned by its thread's
/// [Switchboard].
final class Life {

    private final Greenlet.Body body;
    private Optional<Greenlet> parent;
    private Strand strand;
    private boolean dead;
    private Optional<Cleaner.Cleanable> watch = Optional.empty();

    /// The life of a stack that runs already.
    Life() {
        body = _ -> null;
        parent = Optional.empty();
    }

    Life(Greenlet.Body body, Greenlet parent) {
        this.body = body;
        this.parent = Optional.of(parent);
    }

    Optional<Greenlet> parent() {
        return parent;
    }

    void parent(Greenlet parent) {
        this.parent = Optional.of(parent);
    }

    boolean isStarted() {
        return strand != null || parent.isEmpty() || dead;
    }

    boolean isDead() {
        return dead;
    }

    /// Runs it until it is left or ends. Called on the stack of the root.
    void step(Switchboard board) {
        if (strand == null) strand = new Strand(Scope.GREENLET, () -> run(board));
        strand.resume();
    }

    /// Leaves it. Called on its own stack.
    void leave() {
        if (!strand.isInnermost()) throw new IllegalStateException("""
            cannot switch from here: this code does not run in the current greenlet, but in a coroutine inside of it
              to fix: switch where the greenlet itself runs""");
        strand.suspend();
    }

    private void run(Switchboard board) {
        try {
            board.ended(this, body.run(board.arrivedWith()), null);
        } catch (Throwable e) {
            board.ended(this, null, e);
        }
    }

    void end() {
        dead = true;
        watch.ifPresent(Cleaner.Cleanable::clean);
        watch = Optional.empty();
    }

    /// Sees to it that it is ended when nobody refers to its greenlet any more.
    void watch(Greenlet greenlet, ConcurrentLinkedQueue<Life> abandoned) {
        if (watch.isEmpty() && !dead) watch = Optional.of(Abandoned.CLEANER.register(greenlet, () -> abandoned.add(this)));
    }

    /// Forgets the greenlet that nobody referred to.
    void unwatch() {
        watch = Optional.empty();
    }

    List<StackTraceElement> stack() {
        return strand == null || dead ? List.of()
            : strand.stack().stream().filter(frame -> !isOurs(frame.getClassName())).toList();
    }

    private static boolean isOurs(String name) {
        return Stream.of(Life.class, Strand.class, Switchboard.class, Greenlet.class).map(Class::getName)
            .anyMatch(name::equals);
    }
}
