package gangway.server.cli;

import module java.base;

/// Explains why an address could not be bound.
final class BindTrouble {

    private BindTrouble() {
    }

    /// @param listeners all that were to be bound
    /// @param error     what the server got
    /// @return which of them failed, why, and what to do
    static Failure explain(List<Listener> listeners, IOException error) {
        for (Listener listener : listeners) {
            try (var probe = ServerSocketChannel.open()) {
                probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                probe.bind(listener.resolve());
            } catch (IOException e) {
                return Failure.bind(why(listener, String.valueOf(e.getMessage())));
            } catch (Failure failure) {
                return failure;
            }
        }
        return Failure.bind("cannot listen on %s: %s; try again, or take another port with -p"
            .formatted(listeners, error.getMessage()));
    }

    private static String why(Listener listener, String message) {
        if (message.contains("in use")) return Usage.inUse(listener, PortOwner.of(listener.port()));
        if (message.contains("ermission")) return Usage.forbidden(listener);
        if (message.contains("assign")) return Usage.notHere(listener);
        return listener + " cannot be bound: " + message;
    }
}
