package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class KernelTest {

    private static final String PROPERTY = "gangway.coroutine.kernel";

    private final Optional<String> before = Optional.ofNullable(System.getProperty(PROPERTY));

    @AfterEach
    void restore() {
        before.ifPresentOrElse(value -> System.setProperty(PROPERTY, value), () -> System.clearProperty(PROPERTY));
    }

    private static Kernel usual(String property) {
        System.setProperty(PROPERTY, property);
        return Kernel.usual();
    }

    @Test
    void virtualThreadsAreTheUsualKernel() {
        System.clearProperty(PROPERTY);
        assertEquals(Kernel.VIRTUAL, Kernel.usual());
    }

    @Test
    void aSystemPropertyNamesAnother() {
        assertEquals(Kernel.CONTINUATION, usual("continuation"));
    }

    @Test
    void itsNameMayBeWrittenInCapitals() {
        assertEquals(Kernel.CONTINUATION, usual("CONTINUATION"));
    }

    @Test
    void anotherNameIsAnErrorThatSaysWhichThereAre() {
        var error = assertThrows(IllegalStateException.class, () -> usual("fast"));
        assertEquals("the system property gangway.coroutine.kernel is \"fast\"; to fix: one of [virtual, continuation]",
            error.getMessage());
    }

    @Test
    void anEmptyNameIsAnErrorToo() {
        assertThrows(IllegalStateException.class, () -> usual(""));
    }

    @Test
    void aHubIsOfTheKernelThatItWasBuiltWithWhateverThePropertySays() throws Throwable {
        System.setProperty(PROPERTY, "fast");
        EachKernel.onHub(Kernel.CONTINUATION, Duration.ofSeconds(10),
            () -> assertEquals(Kernel.CONTINUATION, Hub.current().kernel()));
    }

    @Test
    void withoutAWayToScheduleVirtualThreadsItIsTheOtherAndOneLineSaysSo() {
        var lines = new ArrayList<String>();
        assertEquals(Kernel.CONTINUATION, Kernel.best(false, lines::add));
        assertEquals(List.of("Java " + Runtime.version() + " takes a scheduler for virtual threads in no way that is known"
            + " here: coroutines are bare continuations (-Dgangway.coroutine.kernel=continuation asks for them without this"
            + " line)"), lines);
    }

    @Test
    void withAWayNothingIsSaid() {
        assertEquals(Kernel.VIRTUAL, Kernel.best(true, Assertions::fail));
    }
}
