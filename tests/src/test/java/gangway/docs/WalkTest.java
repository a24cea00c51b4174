package gangway.docs;

import module java.base;

import gangway.server.Deployment;
import gangway.server.Server;
import gangway.server.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// One real request, and who hands it to whom on the way to the application. Whoever adds a hop changes this list, and the
/// picture in the README of reference-server.
@Timeout(60)
class WalkTest {

    @Test
    void aRequestReachesTheApplicationInFiveHops() throws Exception {
        var hops = new AtomicReference<List<String>>(List.of());
        Deployment deployment = Deployment.open((_, start) -> {
            hops.set(classesOnTheStack());
            return start.text("200 OK", "walked\n");
        });
        Server server = Server.start(Settings.loopback(), () -> deployment);
        try (var client = new Socket(server.addresses().getFirst().getAddress(), server.addresses().getFirst().getPort())) {
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes());
            client.getInputStream().readAllBytes();
        }
        server.stop(Duration.ofSeconds(5));
        assertEquals(List.of("Server", "Connection", "Gateway", "Handler", "the application"), hops.get());
    }

    /// Our own classes on this thread's stack, outermost first, each named once. The worker, which stands between the
    /// accepting thread and this one, is a thread factory and leaves no frame.
    private static List<String> classesOnTheStack() {
        List<String> frames = StackWalker.getInstance().walk(stack -> stack.map(StackWalker.StackFrame::getClassName)
            .filter(name -> name.startsWith("gangway."))
            .map(name -> name.startsWith(WalkTest.class.getName()) ? "the application" : simple(name))
            .distinct().toList());
        return frames.reversed();
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
