package gangway.coroutine.jdk;

import module java.base;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The ways to a scheduler of one's own, those of later JDKs too: what these look like is played here.
class SignatureTest {

    private static final String BUILDER = "java.lang.ThreadBuilders$VirtualThreadBuilder";

    /// A scheduler as Loom had it first.
    public interface Early {
        /// @param task of that thread
        void execute(Thread thread, Runnable task);
    }

    /// A scheduler as Loom had it later.
    public interface Late {
        /// @param task for the first time
        void onStart(Runnable task);

        /// @param task not for the first time
        void onContinue(Runnable task);

        /// @return null for the JDK's own way
        default Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return null;
        }
    }

    private final List<Runnable> scheduled = new ArrayList<>();

    @Test
    void thisJdkHasOneOfTheKnownWays() {
        assertTrue(Signature.firstOf(Signature.KNOWN).isPresent());
    }

    @Test
    void theFirstWayThatThisJdkHasIsTaken() {
        var here = new Signature.Constructor(BUILDER);
        var ways = List.<Signature>of(new Signature.Constructor("java.lang.NoSuchBuilder"),
            new Signature.Method("java.lang.NoSuchScheduler"),
            here, new Signature.Field(BUILDER, "java.lang.NoSuchScheduler"));
        assertEquals(Optional.of(here), Signature.firstOf(ways));
    }

    @Test
    void whereNoWayIsThereNoneIsTaken() {
        assertEquals(Optional.empty(), Signature.firstOf(List.of(new Signature.Constructor("java.lang.String"),
            new Signature.Method("java.lang.Runnable"), new Signature.Field("java.lang.String", "java.lang.Runnable"))));
    }

    @Test
    void aWayThatIsThereButLeadsElsewhereIsNotTaken() {
        assertFalse(Signature.comesTo(_ -> Thread.ofVirtual()));
    }

    @Test
    void aBuilderCanBeGivenItsSchedulerThroughAField() throws Throwable {
        var field = new Signature.Field(BUILDER, "java.util.concurrent.Executor");
        assertTrue(Signature.comesTo(field::builder));
        field.builder(scheduled::add).unstarted(() -> {}).start();
        assertEquals(1, scheduled.size());
    }

    @Test
    void anEarlySchedulerHandsOverItsTasks() {
        Runnable task = () -> {};
        ((Early) Signature.adapt(Early.class, scheduled::add)).execute(Thread.currentThread(), task);
        assertEquals(List.of(task), scheduled);
    }

    @Test
    void aLateSchedulerHandsOverNewTasksAndOldOnes() {
        Runnable first = () -> {}, second = () -> {};
        var late = (Late) Signature.adapt(Late.class, scheduled::add);
        late.onStart(first);
        late.onContinue(second);
        assertEquals(List.of(first, second), scheduled);
    }

    @Test
    void whatASchedulerNeedNotImplementStaysAsItIs() {
        var late = (Late) Signature.adapt(Late.class, scheduled::add);
        assertEquals(null, late.schedule(() -> {}, 1, TimeUnit.SECONDS));
        assertEquals(List.of(), scheduled);
    }

    @Test
    void anAdaptedSchedulerIsAnObjectAsOthersAre() {
        Object one = Signature.adapt(Early.class, scheduled::add), other = Signature.adapt(Early.class, scheduled::add);
        assertEquals(one, one);
        assertNotEquals(one, other);
        assertEquals(Set.of(one, other).size(), 2);
        assertEquals("a hub's scheduler", one.toString());
    }

    @Test
    void anErrorOfTheExecutorComesThrough() {
        var late = (Late) Signature.adapt(Late.class, _ -> { throw new RejectedExecutionException("closed"); });
        assertThrows(RejectedExecutionException.class, () -> late.onStart(() -> {}));
    }
}
