package gangway.spec.lint;

import module java.base;

import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.Rule;

/// The checks that cost: each of the last blocks is looked at again whenever control passes between the two sides, and each
/// step is compared with the thread of the first and timed.
///
/// A block that differs when the application is entered was changed outside of it, one that differs when it is left inside.
/// Each rule is told once a call. Owned by that call.
final class Paranoia {

    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
    private static final int WATCHED_BLOCKS = 8;

    private final Call call;
    private final LongSupplier clock;
    private final boolean coroutine;
    private final Thread owner = Thread.currentThread();
    private final Deque<Given> blocks = new ArrayDeque<>();
    private final Set<Rule> told = new HashSet<>();
    private Thread runner = owner;
    private boolean begun, running;
    private long entered, spent;

    /// A block, and what it was like when it was last seen.
    private record Given(byte[] block, int hash) {
        Given(byte[] block) {
            this(block, Arrays.hashCode(block));
        }

        boolean hasChanged() {
            return Arrays.hashCode(block) != hash;
        }
    }

    /// @param coroutine whether the thread is the scheduler's affair
    Paranoia(Call call, LongSupplier clock, boolean coroutine) {
        this.call = call;
        this.clock = clock;
        this.coroutine = coroutine;
    }

    /// The server enters the application.
    void enter() {
        runner = Thread.currentThread();
        entered = clock.getAsLong();
        running = true;
        if (runner != owner && !coroutine)
            tell(CallRule.SERVER_THREAD, "body", "the server uses it on another thread than that of its call",
                "call, iterate and close on one thread");
        returnedFromServer();
    }

    /// The application goes back to the server [6.10].
    void leave() {
        spent += clock.getAsLong() - entered;
        running = false;
        compare(BodyRule.FROZEN, "a block was changed by the application after it had given it",
            "give each block an array of its own");
    }

    /// The application calls the server.
    void callsServer(String where) {
        if (Thread.currentThread() != runner && !coroutine)                                              // [1.9]
            tell(CallRule.APPLICATION_THREAD, where, "it was called on another thread than the application's",
                "hand the work back to the thread that made the call");
    }

    /// What the application called comes back [6.11].
    void returnedFromServer() {
        compare(BodyRule.UNTOUCHED, "a block was changed outside of the application",
            "let server and middleware change a copy of it");
    }

    /// The application gives a block.
    void gave(byte[] block) {
        compare(BodyRule.FROZEN, "a block was changed by the application after it had given it",
            "give each block an array of its own");
        if (block.length == 0 || blocks.stream().anyMatch(given -> given.block == block)) return;
        if (blocks.size() == WATCHED_BLOCKS) blocks.removeFirst();
        blocks.addLast(new Given(block));
    }

    /// There is the first of the content, or all of it.
    void begin() {
        if (begun) return;
        begun = true;
        long time = spent + (running ? clock.getAsLong() - entered : 0);
        if (time > PATIENCE)                                                                             // [6.12]
            tell(BodyRule.PROMPT, "first block", "it came after " + Duration.ofNanos(time).toMillis() + " ms",
                "give what is ready while the rest is made");
    }

    /// Reads input: whoever waits for the client is not to blame.
    <E extends Exception> int read(Code<Integer, E> code) throws E {
        long start = clock.getAsLong();
        try {
            return code.run();
        } finally {
            spent -= clock.getAsLong() - start;
        }
    }

    private void compare(Rule rule, String what, String fix) {
        if (blocks.stream().noneMatch(Given::hasChanged)) return;
        List<Given> seen = blocks.stream().map(given -> new Given(given.block)).toList();
        blocks.clear();
        blocks.addAll(seen);                                   // one change is one breach
        tell(rule, "body", what, fix);
    }

    private void tell(Rule rule, String where, String what, String fix) {
        if (told.add(rule)) call.report(rule, where, what, fix);
    }
}
