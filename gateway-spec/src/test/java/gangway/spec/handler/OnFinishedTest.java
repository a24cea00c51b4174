package gangway.spec.handler;

import module java.base;

import gangway.spec.Application;
import gangway.spec.ClientDisconnected;
import gangway.spec.Environ;
import gangway.spec.OnFinished.Finished;
import gangway.spec.Status;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.testing.Environs;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Work that is left for when the response is over.
@Verifies(extension = ExtensionRule.FINISHED)
class OnFinishedTest {

    private final List<String> events = new ArrayList<>();
    private final List<Finished> finished = new ArrayList<>();
    private final Environ environ = Environs.of("GET", "/");

    private Exchange call(Application application) {
        return InMemory.call((environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(finished::add);
            return application.call(environ, start);
        }, environ);
    }

    @Test
    void whatWasAddedLastRunsFirstAndEachRunsOnce() {
        call((environ, start) -> {
            for (String name : List.of("a", "b", "c")) Environ.ON_FINISHED.of(environ).add(_ -> events.add(name));
            return start.empty("204 No Content");
        });
        assertEquals(List.of("c", "b", "a"), events);
    }

    @Test
    void theBodyIsSentAndClosedBefore() {
        record Body(List<String> events) implements Iterable<byte[]>, AutoCloseable {
            @Override
            public Iterator<byte[]> iterator() {
                return Stream.of("x".getBytes()).peek(_ -> events.add("block")).iterator();
            }

            @Override
            public void close() {
                events.add("close");
            }
        }
        call((environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(_ -> events.add("finished"));
            start.start("200 OK");
            return new Body(events);
        });
        assertEquals(List.of("block", "close", "finished"), events);
    }

    @Test
    void hooksRunOnTheThreadOfTheCall() {
        var threads = new ArrayList<Thread>();
        call((environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(_ -> threads.add(Thread.currentThread()));
            return start.empty("204 No Content");
        });
        assertEquals(List.of(Thread.currentThread()), threads);
    }

    @Test
    void aHookKnowsWhatWasSent() {
        call((environ, start) -> {
            environ.put("acme.user", "ada");
            start.start("201 Created", "Location", "/1");
            return List.of();
        });
        assertEquals(Optional.of(new Status(201, "Created")), finished.getFirst().status());
        assertEquals(Optional.of("/1"), finished.getFirst().headers().get("location"));
        assertEquals("ada", finished.getFirst().environ().get("acme.user"));
        assertEquals(Optional.empty(), finished.getFirst().error());
    }

    @Test
    void aHookKnowsTheFailureAndTheAnswerToIt() {
        var failure = new IllegalStateException("x");
        call((_, _) -> {
            throw failure;
        });
        assertSame(failure, finished.getFirst().error().orElseThrow());
        assertEquals(Optional.of(Status.INTERNAL_SERVER_ERROR), finished.getFirst().status());
    }

    @Test
    void aHookKnowsOfAClientThatLeft() {
        InMemory.call((environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(finished::add);
            return start.text("200 OK", "x");
        }, environ, new InMemory.Client() {
            @Override
            public boolean takes(byte[] block) {
                return false;
            }
        });
        assertInstanceOf(ClientDisconnected.class, finished.getFirst().error().orElseThrow());
        assertEquals(Optional.of(Status.OK), finished.getFirst().status());
    }

    @Test
    void aHookThatThrowsIsReportedAndTheOthersRun() {
        var failure = new IllegalStateException("x");
        Exchange exchange = call((environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(_ -> events.add("other"));
            Environ.ON_FINISHED.of(environ).add(_ -> {
                throw failure;
            });
            return start.text("200 OK", "whole");
        });
        assertEquals(List.of("other"), events);
        assertEquals(List.of(failure), exchange.reported());
        assertTrue(exchange.complete());
    }

    @Test
    void aHookMayAddAnother() {
        call((environ, start) -> {
            Environ.ON_FINISHED.of(environ).add(_ -> Environ.ON_FINISHED.of(environ).add(_ -> events.add("later")));
            return start.empty("204 No Content");
        });
        assertEquals(List.of("later"), events);
    }
}
