package gangway.parity;

import module java.base;

import gangway.coroutine.Hub;
import gangway.coroutine.Kernel;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/// A suite of twin programs: whoever implements it is a test class that runs each of them for real in Python, and in Java on
/// each kernel, and compares what they tell.
///
/// A twin that says [Twin#butDiffers] is a known difference. If it is none, that is a failure too.
interface Parity {

    /// @return the module that the Python side needs: `greenlet`, `gevent`, or one that every Python has
    String module();

    /// @return the programs
    List<Twin> twins();

    /// @return the kernels of the hub on which the Java side runs
    default List<Kernel> kernels() {
        return List.of(Kernel.values());
    }

    @TestFactory
    default Stream<DynamicNode> theTwinsTellTheSame() throws Exception {
        Map<String, List<String>> theirs = Python.run(module(), twins());
        assertEquals(twins().size(), theirs.size(), "two programs have the same name");
        return twins().stream().map(twin -> DynamicContainer.dynamicContainer(twin.name(), kernels().stream().map(kernel ->
            DynamicTest.dynamicTest(kernel.name(), () -> compare(twin, theirs.get(twin.name()), run(twin, kernel))))));
    }

    private static void compare(Twin twin, List<String> theirs, List<String> ours) {
        String lines = String.join("\n", ours);
        if (twin.reason().isEmpty()) assertEquals(String.join("\n", theirs), lines, twin.name());
        else assertNotEquals(String.join("\n", theirs), lines, () -> twin + " is said to differ: " + twin.reason().get());
    }

    /// Runs the Java side on a thread of its own with a hub of its own.
    private static List<String> run(Twin twin, Kernel kernel) throws InterruptedException {
        var trace = new Trace();
        var thread = Thread.ofPlatform().name("main").daemon().start(() -> {
            try (var _ = Hub.builder().kernel(kernel).alone().open()) {
                twin.java().run(trace);
            } catch (Throwable e) {
                trace.add("the program failed:", e, List.of(e.getStackTrace()));
            }
        });
        if (!thread.join(Duration.ofSeconds(20))) trace.add("the program does not end", List.of(thread.getStackTrace()));
        return trace.lines();
    }
}
