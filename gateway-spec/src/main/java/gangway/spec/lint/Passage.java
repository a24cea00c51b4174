package gangway.spec.lint;

import module java.base;

import gangway.spec.Body;
import gangway.spec.Violation;
import gangway.spec.Write;
import gangway.spec.rule.MiddlewareRule;

/// One call through a middleware: what came in from the application, and what went on to the server. Owned by that call.
final class Passage {

    private final Place place;
    private final Consumer<Violation> report;
    private final Map<Iterable<byte[]>, BooleanSupplier> inner = new IdentityHashMap<>();
    private final Set<MiddlewareRule> told = EnumSet.noneOf(MiddlewareRule.class);
    private boolean returned, took, tookEarly;
    private int writes, waiting;

    Passage(Place place, Consumer<Violation> report) {
        this.place = place;
        this.report = report;
    }

    /// The application has returned a body.
    ///
    /// @param body   as the middleware has it
    /// @param closed whether it was closed, if it is of a kind that is watched
    void came(Iterable<byte[]> body, AtomicBoolean closed) {
        switch (body) {
            case Body.File(FileChannel channel, long _, long _) -> inner.put(body, () -> !channel.isOpen());
            case Body.Stream _ -> inner.put(body, closed::get);
            case Body _ -> { }                                 // nothing to close
            case AutoCloseable _ -> inner.put(body, closed::get);
            case null, default -> { }
        }
    }

    /// The application gives a block to the middleware.
    ///
    /// @param isAtHand whether the middleware did not have to wait for it
    void innerGave(boolean isAtHand) {
        took = true;
        if (isAtHand) return;
        innerRead();
        if (returned && ++waiting > 1)                                                                   // [7.1]
            tell(MiddlewareRule.YIELDS, "body", "the middleware took a second block before it gave one",
                "give an empty block if there is nothing to give yet");
    }

    /// The middleware reads from a stream, which is not asked for blocks.
    void innerRead() {
        took = true;
        tookEarly |= !returned;
    }

    /// The middleware gives a block to the server.
    void outerGave() {
        waiting = 0;
    }

    /// The application writes.
    void innerWrite(Write write, byte[] block) throws IOException {
        writes++;
        try {
            write.write(block);
        } finally {
            writes--;
        }
    }

    /// The middleware writes: what was written inside, or something else.
    void outerWrite() {
        if (writes == 0 && took)                                                                         // [7.3]
            tell(MiddlewareRule.WRITE, "write", "the middleware writes what the application returned",
                "return it, block by block: Body.map");
    }

    /// The middleware has returned a body.
    void returned(Iterable<byte[]> body) {
        returned = true;
        if (tookEarly && !told.contains(MiddlewareRule.WRITE))                                           // [7.2]
            tell(MiddlewareRule.RETURNS, "call", "the middleware took blocks before it returned",
                "return a body that takes them when it is asked: Body.map");
        inner.remove(body);                                    // passed on as it is, to be closed by the server
        if (!reachesInside(body)) over();
    }

    /// Whether the server can make the middleware close something by closing this.
    private static boolean reachesInside(Iterable<byte[]> body) {
        return switch (body) {
            case Body.Stream _, Body.Push _ -> true;
            case Body _ -> false;
            case null, default -> body instanceof AutoCloseable;
        };
    }

    /// The middleware has had its last chance to close what it replaced.
    void over() {
        if (inner.values().stream().allMatch(BooleanSupplier::getAsBoolean)) return;
        tell(MiddlewareRule.CLOSES, "close", "the middleware replaced the body and did not close it",
            "return a body that closes it: Body.map");
    }

    private void tell(MiddlewareRule rule, String where, String what, String fix) {
        if (told.add(rule)) report.accept(place.violation(rule, where, what, fix));
    }
}
