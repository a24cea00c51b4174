package gangway.parity;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Event;
import gangway.coroutine.GreenletExit;
import gangway.coroutine.Hub;
import gangway.coroutine.Outcome;
import gangway.coroutine.Timeout;

/// Killing, and running out of time, as gevent does it.
class EndingProgramsTest implements Parity {

    private static final Duration SOON = Duration.ofMillis(5), LONG = Duration.ofSeconds(10);

    @Override
    public String module() {
        return "gevent";
    }

    @Override
    public List<Twin> twins() {
        return Stream.of(killing(), timeouts(), nested()).flatMap(List::stream).toList();
    }

    private static boolean killed(Coroutine<?> g) {
        return g.outcome().filter(Outcome.Killed.class::isInstance).isPresent();
    }

    private static List<Twin> killing() {
        return List.of(

            Twin.of("a-kill-before-the-beginning", """
                import gevent
                g = gevent.spawn(t, 'ran')
                g.link(lambda source: t('linked'))
                g.kill()
                t(g.ready(), g.successful(), isinstance(g.value, gevent.GreenletExit), g.exception)
                gevent.sleep(0.005)
                """, t -> {
                    var g = Coroutine.spawn(() -> t.add("ran"));
                    g.link(_ -> t.add("linked"));
                    g.kill();
                    t.add(g.ready(), g.successful(), killed(g), g.exception());
                    Coroutine.sleep(SOON);
                }),

            Twin.of("a-kill-while-it-waits-runs-finally", """
                import gevent
                def work():
                    try:
                        gevent.sleep(10)
                    except gevent.GreenletExit as e:
                        t.kind(e)
                        raise
                    finally:
                        t('finally')
                g = gevent.spawn(work)
                gevent.sleep(0)
                g.kill()
                t(g.ready(), g.successful(), isinstance(g.value, gevent.GreenletExit))
                """, t -> {
                    var g = Coroutine.spawn(() -> {
                        try {
                            Coroutine.sleep(LONG);
                        } catch (GreenletExit e) {
                            t.kind(e);
                            throw e;
                        } finally {
                            t.add("finally");
                        }
                    });
                    Coroutine.yieldNow();
                    g.kill();
                    t.add(g.ready(), g.successful(), killed(g));
                }),

            Twin.of("a-kill-can-be-survived", """
                import gevent
                def work():
                    try:
                        gevent.sleep(10)
                    except gevent.GreenletExit:
                        t('not me')
                    return 'result'
                g = gevent.spawn(work)
                gevent.sleep(0)
                g.kill()
                t(g.get())
                """, t -> {
                    var g = Coroutine.spawn(() -> {
                        try {
                            Coroutine.sleep(LONG);
                        } catch (GreenletExit e) {
                            t.add("not me");
                        }
                        return "result";
                    });
                    Coroutine.yieldNow();
                    g.kill();
                    t.add(g.get());
                }),

            Twin.of("a-kill-with-another-error-is-a-failure", """
                import gevent
                gevent.get_hub().handle_error = lambda *a: None
                g = gevent.spawn(gevent.sleep, 10)
                gevent.sleep(0)
                g.kill(Oops('it'))
                t(g.successful(), g.exception)
                """, t -> {
                    Hub.current().onError((_, _) -> {});
                    var g = Coroutine.spawn(() -> Coroutine.sleep(LONG));
                    Coroutine.yieldNow();
                    g.kill(new Trace.Oops("it"));
                    t.add(g.successful(), g.exception().get().getMessage());
                }),

            Twin.of("a-kill-of-who-has-ended-changes-nothing", """
                import gevent
                g = gevent.spawn(lambda: 1)
                g.join()
                g.kill()
                t(g.value, g.successful())
                """, t -> {
                    var g = Coroutine.spawn(() -> 1);
                    g.join();
                    g.kill();
                    t.add(g.value(), g.successful());
                }),

            Twin.of("who-kills-itself-unwinds", """
                import gevent
                def work():
                    try:
                        gevent.getcurrent().kill()
                        t('not reached')
                    finally:
                        t('finally')
                g = gevent.spawn(work)
                g.join()
                t(g.successful(), isinstance(g.value, gevent.GreenletExit))
                """, t -> {
                    var g = Coroutine.spawn(() -> {
                        try {
                            Coroutine.current().kill();
                            t.add("not reached");
                        } finally {
                            t.add("finally");
                        }
                    });
                    g.join();
                    t.add(g.successful(), killed(g));
                }),

            Twin.of("a-kill-that-does-not-wait", """
                import gevent
                def work():
                    try:
                        gevent.sleep(10)
                    finally:
                        t('finally')
                g = gevent.spawn(work)
                gevent.sleep(0)
                g.kill(block=False)
                t('asked', g.ready())
                g.join()
                """, t -> {
                    var g = Coroutine.spawn(() -> {
                        try {
                            Coroutine.sleep(LONG);
                        } finally {
                            t.add("finally");
                        }
                    });
                    Coroutine.yieldNow();
                    g.kill(new GreenletExit(), false, Duration.ZERO);
                    t.add("asked", g.ready());
                    g.join();
                }),

            Twin.of("killall-of-new-ones-runs-none", """
                import gevent
                all = [gevent.spawn(t, 'ran') for _ in range(3)]
                gevent.killall(all)
                t([g.ready() for g in all])
                """, t -> {
                    var all = Stream.of(1, 2, 3).map(_ -> Coroutine.spawn(() -> t.add("ran"))).toList();
                    Coroutine.killAll(all);
                    t.add(all.stream().map(Coroutine::ready).toList());
                }),

            Twin.of("killall-waits-for-all", """
                import gevent
                def work(name):
                    try:
                        gevent.sleep(10)
                    finally:
                        gevent.sleep(0.001)
                        t(name)
                all = [gevent.spawn(work, name) for name in 'abc']
                gevent.sleep(0)
                gevent.killall(all)
                t('all')
                """, t -> {
                    var all = Stream.of("a", "b", "c").map(name -> Coroutine.spawn(() -> {
                        try {
                            Coroutine.sleep(LONG);
                        } finally {
                            Coroutine.sleep(Duration.ofMillis(1));
                            t.add(name);
                        }
                    })).toList();
                    Coroutine.yieldNow();
                    Coroutine.killAll(all);
                    t.add("all");
                }),

            Twin.of("get-of-who-was-killed", """
                import gevent
                g = gevent.spawn(gevent.sleep, 10)
                gevent.sleep(0)
                g.kill()
                try:
                    t('gives', type(g.get()).__name__)
                except BaseException as e:
                    t('throws', type(e).__name__)
                """, t -> {
                    var g = Coroutine.spawn(() -> Coroutine.sleep(LONG));
                    Coroutine.yieldNow();
                    g.kill();
                    try {
                        t.add("gives", g.get());
                    } catch (Throwable e) {
                        t.add("throws", e.getClass().getSimpleName());
                    }
                }).butDiffers("a Coroutine<String> cannot give a GreenletExit: get throws, outcome() has it"),

            Twin.of("a-value-that-was-granted-is-not-lost-to-a-kill", """
                import gevent
                from gevent.queue import Queue
                queue = Queue()
                def work():
                    try:
                        t('got', queue.get())
                    except gevent.GreenletExit:
                        t('killed')
                g = gevent.spawn(work)
                gevent.sleep(0)
                queue.put('value')
                gevent.sleep(0)
                g.kill()
                t(queue.qsize())
                """, t -> {
                    var queue = new gangway.coroutine.Queue<String>();
                    var g = Coroutine.spawn(() -> {
                        try {
                            t.add("got", queue.get());
                        } catch (GreenletExit e) {
                            t.add("killed");
                        }
                    });
                    Coroutine.yieldNow();
                    queue.put("value");
                    Coroutine.yieldNow();
                    g.kill();
                    t.add(queue.size());
                }),

            Twin.of("a-kill-right-behind-a-value", """
                import gevent
                from gevent.queue import Queue
                queue = Queue()
                def work():
                    try:
                        t('got', queue.get())
                    except gevent.GreenletExit:
                        t('killed')
                g = gevent.spawn(work)
                gevent.sleep(0)
                queue.put('value')
                g.kill()
                t(queue.qsize())
                """, t -> {
                    var queue = new gangway.coroutine.Queue<String>();
                    var g = Coroutine.spawn(() -> {
                        try {
                            t.add("got", queue.get());
                        } catch (GreenletExit e) {
                            t.add("killed");
                        }
                    });
                    Coroutine.yieldNow();
                    queue.put("value");
                    g.kill();
                    t.add(queue.size());
                }),

            Twin.of("a-kill-behind-a-grant", """
                import gevent
                from gevent.event import Event
                event = Event()
                def work():
                    try:
                        event.wait()
                        t('granted')
                        gevent.sleep(10)
                    except gevent.GreenletExit:
                        t('killed')
                g = gevent.spawn(work)
                gevent.sleep(0)
                event.set()
                gevent.sleep(0)
                g.kill()
                """, t -> {
                    var event = new Event();
                    var g = Coroutine.spawn(() -> {
                        try {
                            event.await();
                            t.add("granted");
                            Coroutine.sleep(LONG);
                        } catch (GreenletExit e) {
                            t.add("killed");
                        }
                    });
                    Coroutine.yieldNow();
                    event.set();
                    Coroutine.yieldNow();
                    g.kill();
                }));
    }

    private static List<Twin> timeouts() {
        return List.of(

            Twin.of("a-timeout-throws-itself", """
                import gevent
                timeout = gevent.Timeout.start_new(0.005)
                try:
                    gevent.sleep(10)
                except gevent.Timeout as e:
                    t(e is timeout, e)
                """, t -> {
                    var timeout = Timeout.start(SOON);
                    try {
                        Coroutine.sleep(LONG);
                    } catch (Timeout e) {
                        t.add(e == timeout, e.getMessage());
                    }
                }),

            Twin.of("a-timeout-with-an-error-of-ones-own", """
                import gevent
                try:
                    with gevent.Timeout(0.005, Oops('late')):
                        gevent.sleep(10)
                except Oops as e:
                    t(e)
                """, t -> {
                    try (var _ = Timeout.start(SOON, new Trace.Oops("late"))) {
                        Coroutine.sleep(LONG);
                    } catch (Exception e) {
                        t.add(e.getMessage());
                    }
                }),

            Twin.of("in-time-nothing-is-thrown", """
                import gevent
                with gevent.Timeout(0.005):
                    t('in time')
                gevent.sleep(0.01)
                t('later')
                """, t -> {
                    try (var _ = Timeout.start(SOON)) {
                        t.add("in time");
                    }
                    Coroutine.sleep(Duration.ofMillis(10));
                    t.add("later");
                }),

            Twin.of("who-does-not-wait-meets-no-timeout", """
                import gevent
                import time
                with gevent.Timeout(0.001):
                    time.sleep(0.003)
                    t('not interrupted')
                """, t -> {
                    try (var _ = Timeout.start(Duration.ofMillis(1))) {
                        for (long end = System.nanoTime() + 3_000_000; System.nanoTime() < end; ) Thread.onSpinWait();
                        t.add("not interrupted");
                    }
                }),

            Twin.of("a-timeout-of-zero-fires-at-the-next-switch", """
                import gevent
                with gevent.Timeout(0, False):
                    t('before')
                    gevent.sleep(0.001)
                    t('not reached')
                t('after')
                """, t -> {
                    Timeout.within(Duration.ZERO, () -> {
                        t.add("before");
                        Coroutine.sleep(Duration.ofMillis(1));
                        t.add("not reached");
                    });
                    t.add("after");
                }),

            Twin.of("no-timeout-never-fires", """
                import gevent
                with gevent.Timeout(None) as timeout:
                    gevent.sleep(0.002)
                    t(timeout.pending)
                """, t -> {
                    try (var timeout = Timeout.never().start()) {
                        Coroutine.sleep(Duration.ofMillis(2));
                        t.add(timeout.pending());
                    }
                }),

            Twin.of("a-value-instead", """
                import gevent
                t(gevent.with_timeout(0.005, gevent.sleep, 10, timeout_value='instead'))
                t(gevent.with_timeout(10, lambda: 'itself', timeout_value='instead'))
                """, t -> {
                    t.add(Timeout.callOr(SOON, "instead", () -> {
                        Coroutine.sleep(LONG);
                        return "itself";
                    }));
                    t.add(Timeout.callOr(LONG, "instead", () -> "itself"));
                }),

            Twin.of("with-timeout-without-a-value", """
                import gevent
                try:
                    gevent.with_timeout(0.005, gevent.sleep, 10)
                except gevent.Timeout as e:
                    t.kind(e)
                """, t -> {
                    try {
                        Timeout.call(SOON, () -> {
                            Coroutine.sleep(LONG);
                            return 1;
                        });
                    } catch (Timeout e) {
                        t.kind(e);
                    }
                }),

            Twin.of("a-timeout-does-not-start-twice", """
                import gevent
                timeout = gevent.Timeout(10)
                timeout.start()
                try:
                    timeout.start()
                except BaseException as e:
                    t.kind(e)
                timeout.cancel()
                timeout.start()
                t(timeout.pending)
                timeout.close()
                """, t -> {
                    var timeout = Timeout.of(LONG);
                    timeout.start();
                    try {
                        timeout.start();
                    } catch (IllegalStateException e) {
                        t.kind(e);
                    }
                    timeout.close();
                    timeout.start();
                    t.add(timeout.pending());
                    timeout.close();
                }),

            Twin.of("an-exception-handler-does-not-swallow-it", """
                import gevent
                def work():
                    try:
                        gevent.sleep(10)
                    except Exception:
                        t('swallowed')
                try:
                    with gevent.Timeout(0.005):
                        work()
                except gevent.Timeout:
                    t('came through')
                """, t -> {
                    try (var _ = Timeout.start(SOON)) {
                        try {
                            Coroutine.sleep(LONG);
                        } catch (Exception e) {
                            t.add("swallowed");
                        }
                    } catch (Timeout e) {
                        t.add("came through");
                    }
                }));
    }

    private static List<Twin> nested() {
        return List.of(

            Twin.of("an-outer-timeout-passes-through-an-inner-one", """
                import gevent
                outer = gevent.Timeout.start_new(0.005)
                try:
                    with gevent.Timeout(10, False):
                        gevent.sleep(10)
                    t('not reached')
                except gevent.Timeout as e:
                    t(e is outer)
                """, t -> {
                    var outer = Timeout.start(SOON);
                    try {
                        Timeout.within(LONG, () -> Coroutine.sleep(LONG));
                        t.add("not reached");
                    } catch (Timeout e) {
                        t.add(e == outer);
                    }
                }),

            Twin.of("an-inner-timeout-leaves-the-outer-one-running", """
                import gevent
                with gevent.Timeout(10) as outer:
                    with gevent.Timeout(0.005, False):
                        gevent.sleep(10)
                    t('inner over', outer.pending)
                """, t -> {
                    try (var outer = Timeout.start(LONG)) {
                        Timeout.within(SOON, () -> Coroutine.sleep(LONG));
                        t.add("inner over", outer.pending());
                    }
                }),

            Twin.of("an-event-in-time-or-not", """
                import gevent
                from gevent.event import Event
                event = Event()
                t(event.wait(timeout=0.005))
                gevent.spawn_later(0.005, event.set)
                t(event.wait(timeout=10))
                t(event.is_set())
                event.clear()
                t(event.is_set())
                """, t -> {
                    var event = new Event();
                    t.add(event.await(SOON));
                    Coroutine.spawnLater(SOON, () -> event.set());
                    t.add(event.await(LONG));
                    t.add(event.isSet());
                    event.clear();
                    t.add(event.isSet());
                }),

            Twin.of("an-event-that-is-set-does-not-make-anybody-wait", """
                import gevent
                from gevent.event import Event
                event = Event()
                event.set()
                gevent.spawn(t, 'other')
                event.wait()
                t('main')
                gevent.sleep(0)
                """, t -> {
                    var event = new Event();
                    event.set();
                    Coroutine.spawn(() -> t.add("other"));
                    event.await();
                    t.add("main");
                    Coroutine.yieldNow();
                }),

            Twin.of("waiters-of-an-event-go-on-in-their-order", """
                import gevent
                from gevent.event import Event
                event = Event()
                def wait(name):
                    event.wait()
                    t(name)
                all = [gevent.spawn(wait, name) for name in 'cab']
                gevent.sleep(0)
                event.set()
                gevent.joinall(all)
                """, t -> {
                    var event = new Event();
                    var all = Stream.of("c", "a", "b").map(name -> Coroutine.spawn(() -> {
                        event.await();
                        t.add(name);
                    })).toList();
                    Coroutine.yieldNow();
                    event.set();
                    Coroutine.joinAll(all);
                }),

            Twin.of("a-timeout-in-one-does-not-touch-another", """
                import gevent
                def patient():
                    gevent.sleep(0.02)
                    return 'slept'
                def hasty():
                    with gevent.Timeout(0.005, False):
                        gevent.sleep(10)
                    return 'woken'
                all = [gevent.spawn(patient), gevent.spawn(hasty)]
                gevent.joinall(all)
                t(*[g.value for g in all])
                """, t -> {
                    var all = List.of(Coroutine.spawn(() -> {
                        Coroutine.sleep(Duration.ofMillis(20));
                        return "slept";
                    }), Coroutine.spawn(() -> {
                        Timeout.within(SOON, () -> Coroutine.sleep(LONG));
                        return "woken";
                    }));
                    Coroutine.joinAll(all);
                    t.add(all.stream().map(g -> (Object) g.value().orElseThrow()).toArray());
                }));
    }
}
