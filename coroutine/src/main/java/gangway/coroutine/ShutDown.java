package gangway.coroutine;

import module java.base;

/// A queue takes no more values, and has none left for the one who asked. Its [Queue#iterator] ends instead.
public final class ShutDown extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    ShutDown(Queue<?> queue) {
        super("%s takes no more values, and gives only what is left".formatted(queue));
    }
}
