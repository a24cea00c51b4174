import gangway.coroutine.Channel;
import gangway.coroutine.Coroutine;
import gangway.coroutine.Event;
import gangway.coroutine.Generator;
import gangway.coroutine.Greenlet;
import gangway.coroutine.Hub;
import gangway.coroutine.Kernel;
import gangway.coroutine.RLock;
import gangway.coroutine.Timeout;
import gangway.coroutine.WaitQueue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Tries every way into the library, twice, and prints what comes out of each.
public class Doors {

    static Map<String, Callable<?>> doors() {
        var doors = new LinkedHashMap<String, Callable<?>>();
        doors.put("spawn", () -> Coroutine.spawn(() -> {}));
        doors.put("spawnLater", () -> Coroutine.spawnLater(Duration.ofMillis(1), () -> 1));
        doors.put("current", Coroutine::current);
        doors.put("yieldNow", () -> { Coroutine.yieldNow(); return 1; });
        doors.put("sleep", () -> { Coroutine.sleep(Duration.ofMillis(1)); return 1; });
        doors.put("hub", Hub::current);
        doors.put("open", () -> Hub.builder().open());
        doors.put("virtual", () -> Hub.builder().kernel(Kernel.VIRTUAL).open());
        doors.put("continuation", () -> Hub.builder().kernel(Kernel.CONTINUATION).open());
        doors.put("event", Event::new);
        doors.put("timeout", () -> Timeout.start(Duration.ofSeconds(1)));
        doors.put("generator", () -> Generator.of(y -> { y.yield(1); return 2; }).next());
        doors.put("generator in one go", () -> { Generator.of(y -> { y.yield(1); return 2; }).forEach(_ -> {}); return 1; });
        doors.put("greenlet", () -> new Greenlet(_ -> 1).switchTo());
        doors.put("current greenlet", Greenlet::current);
        doors.put("channel", () -> new Channel<String>().get(Duration.ofMillis(1)));
        doors.put("lock", () -> { new RLock().lock(); return 1; });
        doors.put("queue", () -> { new WaitQueue("it").enter(); return 1; });
        doors.put("virtual thread", () -> {
            var task = new FutureTask<>(() -> print("inside", Coroutine::current), null);
            Thread.startVirtualThread(task).join();
            return 1;
        });
        return doors;
    }

    public static void main(String[] arguments) {
        for (int round = 0; round < 2; round++) doors().forEach(Doors::print);
    }

    static void print(String name, Callable<?> door) {
        try {
            door.call();
            System.out.println(name + ": open");
        } catch (Throwable thrown) {
            System.out.println(name + ": " + thrown.getClass().getSimpleName());
        }
    }
}
