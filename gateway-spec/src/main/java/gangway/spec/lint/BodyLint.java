package gangway.spec.lint;

import module java.base;

import gangway.spec.Body;
import gangway.spec.Environ;
import gangway.spec.Violation;
import gangway.spec.rule.BodyRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.Rule;

/// What application and server do with the body of one call. Owned by that call.
final class BodyLint implements Watched.Watch {

    private final Call call;
    private final ContentLint content;
    private Optional<Debt> debt = Optional.empty();
    private boolean iterated, closed, misused, produced, gaveBlock;
    private int blocks;

    private BodyLint(Call call, ContentLint content) {
        this.call = call;
        this.content = content;
    }

    /// Judges what can be told of a body at once, and watches the rest.
    ///
    /// @param body that the application returned; null too
    static Iterable<byte[]> watch(Iterable<byte[]> body, Environ environ, Call call, ContentLint content) {
        switch (body) {
            case Body.Upgrade upgrade -> upgrade(upgrade, environ, call, content);
            case Body.Push _ -> content.needsStart("body");    // nobody asks it for a first block
            case Body known when known.length().isPresent() -> {
                content.add(known.length().getAsLong(), "body");
                content.end("body");
            }
            case null, default -> { }                          // asked for its blocks
        }
        var lint = new BodyLint(call, content);
        Iterable<byte[]> watched = Watched.of(body, lint);
        lint.debt = owner(watched).map(owner -> Debt.of(owner, call));
        return watched;
    }

    /// @return what the server holds until it closes it, if that can be watched
    private static Optional<Object> owner(Iterable<byte[]> watched) {
        return switch (watched) {
            case Body.Stream stream -> Optional.of(stream.in());
            case Body _ -> Optional.empty();
            case null, default -> watched instanceof AutoCloseable ? Optional.of(watched) : Optional.empty();
        };
    }

    private static void upgrade(Body.Upgrade upgrade, Environ environ, Call call, ContentLint content) {
        content.upgrade("body");
        List<String> offered = environ.get(Environ.UPGRADE.name()) instanceof Environ.Offer offer ? offer.protocols()
            : List.of();
        if (!offered.contains(upgrade.protocol().toLowerCase(Locale.ROOT)))                              // [9.10]
            call.report(ExtensionRule.OFFERED, "body", "a switch to " + Violation.quote(upgrade.protocol())
                + ", which the client did not offer", "switch only to what gateway.upgrade offers");
    }

    @Override
    public <T, E extends Exception> T run(Code<T, E> code) throws E {
        return call.run(code);
    }

    @Override
    public void iterate() {
        if (iterated && !closed)                                                                         // [6.7]
            misused(BodyRule.ITERATED_ONCE, "the server asks for another iterator", "keep the first, or what it gave");
        iterated = true;
        ask();
    }

    @Override
    public void ask() {
        if (closed && !misused)                                                                          // [6.6]
            misused(BodyRule.CLOSED_LAST, "the server asks for blocks of a closed body", "close it behind the last block");
        call.sent |= gaveBlock;                                // [6.2]: else it would not ask
    }

    /// What comes of a body that the server should have left alone proves nothing.
    private void misused(Rule rule, String what, String fix) {
        misused = true;
        call.report(rule, "body", what, fix);
    }

    @Override
    public void gave(byte[] block) {
        String where = "block " + ++blocks;
        if (block == null)                                                                               // [6.1]
            call.report(BodyRule.NO_NULL, where, "it is null", "give an empty block instead");
        if (block == null || misused) return;
        call.paranoia.ifPresent(paranoia -> paranoia.gave(block));
        gaveBlock |= block.length > 0;
        content.add(block.length, where);
    }

    @Override
    public void gave(int bytes) {
        if (!misused) content.add(bytes, "block " + ++blocks);
    }

    @Override
    public void end() {
        if (!misused) content.end("end of the body");
    }

    @Override
    public <E extends Exception> void close(Code<Boolean, E> close) throws E {
        boolean again = closed;
        closed = true;
        debt.ifPresent(Debt::settle);
        if (again)                                                                                       // [6.5]
            call.report(BodyRule.CLOSED, "close", "the server closes the body again", "close it exactly once");
        call.run(() -> {
            try {
                return close.run();
            } catch (Throwable failure) {                                                                // [6.8]
                call.report(BodyRule.CLOSE_FAILED, "close", "it threw a " + failure.getClass().getName(),
                    "catch it: nobody can act on it any more");
                throw failure;
            }
        });
    }

    @Override
    public Body.Producer producer(Body.Producer producer) {
        return out -> call.run(() -> {
            try {
                producer.produce(new WriteLint(call, content, out, () -> produced));
            } finally {
                produced = true;
            }
            content.end("end of the body");
            return true;
        });
    }
}
