package gangway.spec.lint;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Input;
import gangway.spec.OnFinished;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.InputRule;

/// Puts watched objects into an environ, in the place of what the server gave: input, errors, and the hooks behind the
/// response.
final class Streams {

    private static final String FIX = "leave it open: it is the server's";

    private Streams() {
    }

    static void watch(Environ environ, Call call) {
        try {
            if (environ.get(Environ.INPUT.name()) instanceof Input input)
                Environ.INPUT.put(environ,
                    Input.of(new InputLint(input, environ, call), () -> closed(input, "input", call)));
            if (environ.get(Environ.ERRORS.name()) instanceof PrintWriter errors)
                Environ.ERRORS.put(environ, new ErrorsLint(errors, () -> closed(errors, "errors", call)));
            if (environ.get(Environ.ON_FINISHED.name()) instanceof OnFinished hooks)
                Environ.ON_FINISHED.put(environ, hook -> hooks.add(finished -> run(hook, finished, call)));
        } catch (RuntimeException unchangeable) {
            // EnvironLint has told that the map refuses changes [2.1]
        }
    }

    private static <S extends Closeable> void closed(S stream, String where, Call call) {
        call.report(InputRule.CLOSE, where, "the application closes it", FIX);                           // [3.5]
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Consumer<OnFinished.Finished> hook, OnFinished.Finished finished, Call call) {
        try {
            hook.accept(finished);
        } catch (Throwable failure) {                                                                    // [9.4]
            call.report(ExtensionRule.FINISHED_THROWS, "gateway.on_finished",
                "a hook threw a " + failure.getClass().getName(), "catch it there: nobody else can act on it");
            throw failure;
        }
    }
}
