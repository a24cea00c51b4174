package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/// Runs the tests marked [OnEachKernel].
@SuppressWarnings("exports")
public final class EachKernel implements TestTemplateInvocationContextProvider {

    /// Made by JUnit, for tests of any package.
    public EachKernel() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        var wanted = context.getRequiredTestMethod().getAnnotation(OnEachKernel.class);
        return Stream.of(wanted.value()).map(kernel -> new On(kernel, wanted.leaps(), wanted.seconds()));
    }

    /// One kernel.
    record On(Kernel kernel, boolean leaps, int seconds) implements TestTemplateInvocationContext, InvocationInterceptor {

        @Override
        public String getDisplayName(int index) {
            return kernel.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public void interceptTestTemplateMethod(Invocation<Void> test, ReflectiveInvocationContext<Method> context,
                ExtensionContext extension) throws Throwable {
            var hub = Hub.builder().kernel(kernel);
            onHub(leaps ? new Leaps().of(hub) : hub, Duration.ofSeconds(seconds), test::proceed);
        }
    }

    /// Something that may throw anything.
    @FunctionalInterface
    interface Test {
        /// Runs it.
        void run() throws Throwable;
    }

    /// Runs something on a new thread with a new hub.
    ///
    /// @param atMost after that it has failed; the message has the stack of whatever it does then
    static void onHub(Kernel kernel, Duration atMost, Test test) throws Throwable {
        onHub(Hub.builder().kernel(kernel), atMost, test);
    }

    /// Runs something on a new thread with a new hub.
    static void onHub(HubBuilder hub, Duration atMost, Test test) throws Throwable {
        var thrown = new AtomicReference<Throwable>();
        var thread = Thread.ofPlatform().name("main").daemon().start(() -> {
            try (var _ = hub.alone().open()) {
                test.run();
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        if (!thread.join(atMost)) {
            var hang = new AssertionError("does not end within " + atMost);
            hang.setStackTrace(thread.getStackTrace());
            throw hang;
        }
        if (thrown.get() != null) throw thrown.get();
    }
}
