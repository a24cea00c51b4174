import gangway.coroutine.Coroutine;
import gangway.coroutine.Hub;

/// The smallest program with a coroutine.
public class Hello {
    public static void main(String[] arguments) {
        System.out.println(Coroutine.spawn(() -> "hello from " + Hub.current().kernel()).get());
    }
}
