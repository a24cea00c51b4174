package gangway.coroutine;

/// Something to do that gives no result and may fail with any exception. It is [java.util.concurrent.Callable] without a value.
@FunctionalInterface
public interface Action {

    /// Does it.
    ///
    /// @throws Exception whatever went wrong
    void run() throws Exception;
}
