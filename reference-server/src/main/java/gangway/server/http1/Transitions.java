package gangway.server.http1;

import module java.base;

/// The states of one direction of a connection, and every legal move between them. What is not here is an error: of the
/// client's in the requests, of the server's own in the responses.
///
/// Both directions obey the same table. They are coupled at one point only: `NEXT` and `SWITCH` need both to be ready
/// ([Http1#nextCycle], [Http1#switchProtocols]).
final class Transitions {

    /// Where one direction stands.
    enum State {
        /// Before a message.
        IDLE,
        /// Behind the head of a message, before its end.
        BODY,
        /// Behind a complete message.
        DONE,
        /// The connection speaks another protocol (RFC 9110 §7.8).
        SWITCHED,
        /// No more messages will come.
        CLOSED,
        /// What follows cannot be understood.
        BROKEN
    }

    /// What moves it.
    enum On { INTERIM, HEAD, DATA, END, NEXT, SWITCH, CLOSE, BREAK }

    /// One legal move.
    record Move(State from, On on, State to) {
    }

    static final List<Move> MOVES = List.of(
        new Move(State.IDLE, On.INTERIM, State.IDLE),           // any number of 1xx before the response (RFC 9110 §15.2)
        new Move(State.IDLE, On.HEAD, State.BODY),
        new Move(State.IDLE, On.SWITCH, State.SWITCHED),        // 101 is the response
        new Move(State.IDLE, On.CLOSE, State.CLOSED),           // between two messages anybody may leave (RFC 9112 §9.5)
        new Move(State.IDLE, On.BREAK, State.BROKEN),
        new Move(State.BODY, On.DATA, State.BODY),
        new Move(State.BODY, On.END, State.DONE),
        new Move(State.BODY, On.BREAK, State.BROKEN),           // incomplete (RFC 9112 §8)
        new Move(State.DONE, On.NEXT, State.IDLE),              // persistence (RFC 9112 §9.3)
        new Move(State.DONE, On.SWITCH, State.SWITCHED),        // behind the request that asked for it
        new Move(State.DONE, On.CLOSE, State.CLOSED));

    private static final Map<State, Map<On, State>> TABLE = new EnumMap<>(State.class);

    static {
        for (Move move : MOVES)
            TABLE.computeIfAbsent(move.from(), _ -> new EnumMap<>(On.class)).put(move.on(), move.to());
    }

    private Transitions() {
    }

    /// @throws IllegalStateException when the table has no such move
    static State next(State from, On on) {
        return Optional.ofNullable(TABLE.getOrDefault(from, Map.of()).get(on))
            .orElseThrow(() -> new IllegalStateException(on + " in state " + from + ": no such move in Transitions"));
    }

    /// The table as a diagram.
    ///
    /// @return Mermaid's language
    static String diagram() {
        return MOVES.stream().map(move -> "    %s --> %s: %s".formatted(move.from(), move.to(), move.on()))
            .collect(Collectors.joining("\n", "stateDiagram-v2\n    [*] --> IDLE\n", "\n"));
    }
}
