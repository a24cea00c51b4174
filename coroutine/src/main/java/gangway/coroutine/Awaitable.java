package gangway.coroutine;

import module java.base;

/// Something that becomes ready once, or again and again, and tells who has asked for it: a coroutine that ends, an event.
public interface Awaitable {

    /// @return whether there is nothing to wait for now
    boolean ready();

    /// Asks to be called once this is ready: in the hub's next turn if it is already. The call is made by the hub itself, so it
    /// must not wait (it would find [BlockingSwitchOut]).
    ///
    /// @param link is given this object
    void rawLink(Consumer<? super Awaitable> link);

    /// Takes back what was asked for by [#rawLink], if it has not been called.
    ///
    /// @param link the same object as there
    void unlink(Consumer<? super Awaitable> link);
}
