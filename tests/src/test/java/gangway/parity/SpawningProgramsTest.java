package gangway.parity;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Event;
import gangway.coroutine.Hub;
import gangway.coroutine.JoinOption;

/// Spawning, waiting for others, and being told of their ends, as gevent does it.
class SpawningProgramsTest implements Parity {

    private static final Duration SOON = Duration.ofMillis(5);

    @Override
    public String module() {
        return "gevent";
    }

    @Override
    public List<Twin> twins() {
        return Stream.of(spawning(), results(), joining(), awaiting(), links()).flatMap(List::stream).toList();
    }

    private static void quiet() {
        Hub.current().onError((_, _) -> {});
    }

    private static List<Twin> spawning() {
        return List.of(

            Twin.of("what-it-is-before-it-begins", """
                import gevent
                g = gevent.spawn(lambda: 1)
                t(g.ready(), g.successful(), g.value, g.exception)
                g.join()
                t(g.ready(), g.successful(), g.value, g.exception)
                """, t -> {
                    var g = Coroutine.spawn(() -> 1);
                    t.add(g.ready(), g.successful(), g.value(), g.exception());
                    g.join();
                    t.add(g.ready(), g.successful(), g.value(), g.exception());
                }),

            Twin.of("spawned-ones-run-in-the-order-in-which-they-were", """
                import gevent
                gevent.joinall([gevent.spawn(t, i) for i in range(5)])
                """, t -> Coroutine.joinAll(IntStream.range(0, 5).mapToObj(i -> Coroutine.spawn(() -> t.add(i))).toList())),

            Twin.of("one-that-spawns-goes-on-first", """
                import gevent
                def outer():
                    t('outer')
                    g = gevent.spawn(t, 'inner')
                    t('still outer')
                    g.join()
                gevent.spawn(outer).join()
                """, t -> Coroutine.spawn(() -> {
                    t.add("outer");
                    var g = Coroutine.spawn(() -> t.add("inner"));
                    t.add("still outer");
                    g.join();
                }).join()),

            Twin.of("later-ones-begin-when-their-time-comes", """
                import gevent
                all = [gevent.spawn_later(s, t, s) for s in (0.03, 0.01, 0.02)]
                t('set')
                gevent.joinall(all)
                """, t -> {
                    var all = Stream.of("0.03", "0.01", "0.02").map(s -> Coroutine.spawnLater(
                        Duration.ofNanos(new BigDecimal(s).movePointRight(9).longValue()), () -> t.add(s))).toList();
                    t.add("set");
                    Coroutine.joinAll(all);
                }),

            Twin.of("a-later-one-that-is-killed-never-begins", """
                import gevent
                g = gevent.spawn_later(0.005, t, 'ran')
                g.kill()
                gevent.sleep(0.01)
                t(g.ready(), g.successful())
                """, t -> {
                    var g = Coroutine.spawnLater(SOON, () -> t.add("ran"));
                    g.kill();
                    Coroutine.sleep(Duration.ofMillis(10));
                    t.add(g.ready(), g.successful());
                }),

            Twin.of("the-main-one-takes-turns-too", """
                import gevent
                def work():
                    for i in range(2):
                        t('work', i)
                        gevent.sleep(0)
                g = gevent.spawn(work)
                for i in range(3):
                    t('main', i)
                    gevent.sleep(0)
                """, t -> {
                    Coroutine.spawn(() -> {
                        for (int i = 0; i < 2; i++) {
                            t.add("work", i);
                            Coroutine.yieldNow();
                        }
                    });
                    for (int i = 0; i < 3; i++) {
                        t.add("main", i);
                        Coroutine.yieldNow();
                    }
                }),

            Twin.of("shorter-sleeps-end-first", """
                import gevent
                def work(name, s):
                    gevent.sleep(s)
                    t(name)
                gevent.joinall([gevent.spawn(work, *a) for a in [('long', 0.02), ('short', 0.005), ('none', 0)]])
                """, t -> Coroutine.joinAll(Stream.of("long", "short", "none").map(name -> Coroutine.spawn(() -> {
                    Coroutine.sleep(Duration.ofMillis(name.equals("long") ? 20 : name.equals("short") ? 5 : 0));
                    t.add(name);
                })).toList())),

            Twin.of("idle-waits-until-nobody-is-ready", """
                import gevent
                def work():
                    for i in range(3):
                        t(i)
                        gevent.sleep(0)
                gevent.spawn(work)
                gevent.idle()
                t('idle')
                """, t -> {
                    Coroutine.spawn(() -> {
                        for (int i = 0; i < 3; i++) {
                            t.add(i);
                            Coroutine.yieldNow();
                        }
                    });
                    Coroutine.idle();
                    t.add("idle");
                }));
    }

    private static List<Twin> results() {
        return List.of(

            Twin.of("a-result", """
                import gevent
                t(gevent.spawn(lambda: 'result').get())
                """, t -> t.add(Coroutine.spawn(() -> "result").get())),

            Twin.of("a-result-may-be-asked-for-twice", """
                import gevent
                g = gevent.spawn(lambda: [1, 2])
                t(g.get() is g.get())
                """, t -> {
                    var g = Coroutine.spawn(() -> new ArrayList<>(List.of(1, 2)));
                    t.add(g.get() == g.get());
                }),

            Twin.of("an-error-comes-out-as-itself", """
                import gevent
                gevent.get_hub().handle_error = lambda *a: None
                oops = Oops('it')
                def fail(): raise oops
                g = gevent.spawn(fail)
                try:
                    g.get()
                except Oops as e:
                    t(e is oops, g.exception is oops, g.successful(), g.value)
                """, t -> {
                    quiet();
                    var oops = new Trace.Oops("it");
                    var g = Coroutine.spawn(() -> { throw oops; });
                    try {
                        g.get();
                    } catch (Exception e) {
                        t.add(e == oops, g.exception().get() == oops, g.successful(), g.value());
                    }
                }),

            Twin.of("join-does-not-throw", """
                import gevent
                gevent.get_hub().handle_error = lambda *a: None
                def fail(): raise Oops('it')
                g = gevent.spawn(fail)
                g.join()
                t(g.ready(), g.successful())
                """, t -> {
                    quiet();
                    var g = Coroutine.spawn(() -> { throw new Trace.Oops("it"); });
                    g.join();
                    t.add(g.ready(), g.successful());
                }),

            Twin.of("get-in-time-or-a-timeout-and-it-goes-on", """
                import gevent
                g = gevent.spawn(lambda: gevent.sleep(0.02) or 'late')
                try:
                    g.get(timeout=0.005)
                except gevent.Timeout as e:
                    t.kind(e)
                t(g.ready(), g.get())
                """, t -> {
                    var g = Coroutine.spawn(() -> {
                        Coroutine.sleep(Duration.ofMillis(20));
                        return "late";
                    });
                    try {
                        g.get(SOON);
                    } catch (gangway.coroutine.Timeout e) {
                        t.kind(e);
                    }
                    t.add(g.ready(), g.get());
                }),

            Twin.of("get-without-waiting", """
                import gevent
                g = gevent.spawn(lambda: 1)
                try:
                    g.get(block=False)
                except gevent.Timeout as e:
                    t.kind(e)
                g.join()
                t(g.get(block=False))
                """, t -> {
                    var g = Coroutine.spawn(() -> 1);
                    try {
                        g.getNow();
                    } catch (gangway.coroutine.Timeout e) {
                        t.kind(e);
                    }
                    g.join();
                    t.add(g.getNow());
                }),

            Twin.of("the-handler-hears-of-an-error-once", """
                import gevent
                gevent.get_hub().handle_error = lambda context, kind, value, tb: t('handled', value)
                def fail(): raise Oops('it')
                g = gevent.spawn(fail)
                g.join()
                try:
                    g.get()
                except Oops:
                    t('caught')
                """, t -> {
                    Hub.current().onError((_, error) -> t.add("handled", error.getMessage()));
                    var g = Coroutine.spawn(() -> { throw new Trace.Oops("it"); });
                    g.join();
                    try {
                        g.get();
                    } catch (Exception e) {
                        t.add("caught");
                    }
                }),

            Twin.of("an-error-does-not-stop-the-others", """
                import gevent
                gevent.get_hub().handle_error = lambda *a: None
                def fail(): raise Oops('it')
                gevent.joinall([gevent.spawn(fail), gevent.spawn(t, 'other')])
                """, t -> {
                    quiet();
                    Coroutine.joinAll(List.of(Coroutine.spawn(() -> { throw new Trace.Oops("it"); }),
                        Coroutine.spawn(() -> t.add("other"))));
                }));
    }

    private static List<Twin> joining() {
        return List.of(

            Twin.of("join-in-time-or-not", """
                import gevent
                g = gevent.spawn(gevent.sleep, 0.02)
                g.join(timeout=0.005)
                t(g.ready())
                g.join()
                t(g.ready())
                """, t -> {
                    var g = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofMillis(20)));
                    g.join(SOON);
                    t.add(g.ready());
                    g.join();
                    t.add(g.ready());
                }),

            Twin.of("several-may-join-one", """
                import gevent
                g = gevent.spawn(t, 'it')
                def join(name):
                    g.join()
                    t(name)
                gevent.joinall([gevent.spawn(join, name) for name in 'ab'])
                """, t -> {
                    var g = Coroutine.spawn(() -> t.add("it"));
                    Coroutine.joinAll(Stream.of("a", "b").map(name -> Coroutine.spawn(() -> {
                        g.join();
                        t.add(name);
                    })).toList());
                }),

            Twin.of("joinall-lists-them-as-they-end", """
                import gevent
                def work(s):
                    gevent.sleep(s)
                    return s
                t([g.value for g in gevent.joinall([gevent.spawn(work, s) for s in (0.03, 0.01, 0.02)])])
                """, t -> t.add(Coroutine.joinAll(delayed(30, 10, 20)).stream().map(g -> g.value().orElseThrow()).toList())),

            Twin.of("joinall-of-so-many", """
                import gevent
                def work(s):
                    gevent.sleep(s)
                    return s
                t([g.value for g in gevent.joinall([gevent.spawn(work, s) for s in (0.03, 0.01, 0.02)], count=1)])
                """, t -> t.add(Coroutine.joinAll(delayed(30, 10, 20), JoinOption.count(1)).stream()
                    .map(g -> g.value().orElseThrow()).toList())),

            Twin.of("joinall-in-time", """
                import gevent
                def work(s):
                    gevent.sleep(s)
                    return s
                t([g.value for g in gevent.joinall([gevent.spawn(work, s) for s in (0.3, 0.01)], timeout=0.1)])
                """, t -> t.add(Coroutine.joinAll(delayed(300, 10), JoinOption.atMost(Duration.ofMillis(100))).stream()
                    .map(g -> g.value().orElseThrow()).toList())),

            Twin.of("joinall-raises-the-first-error-and-leaves-the-others", """
                import gevent
                gevent.get_hub().handle_error = lambda *a: None
                def fail(): raise Oops('it')
                other = gevent.spawn(gevent.sleep, 0.01)
                try:
                    gevent.joinall([other, gevent.spawn(fail)], raise_error=True)
                except Oops as e:
                    t(e, other.ready())
                """, t -> {
                    quiet();
                    var other = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofMillis(10)));
                    try {
                        Coroutine.joinAll(List.of(other, Coroutine.<Void>spawn(() -> { throw new Trace.Oops("it"); })),
                            JoinOption.raiseError());
                    } catch (Exception e) {
                        t.add(e.getMessage(), other.ready());
                    }
                }),

            Twin.of("joinall-of-nobody", """
                import gevent
                t(gevent.joinall([]))
                """, t -> t.add(Coroutine.joinAll(List.<Coroutine<?>>of()))));
    }

    private static List<Coroutine<Double>> delayed(int... millis) {
        return IntStream.of(millis).mapToObj(time -> Coroutine.spawn(() -> {
            Coroutine.sleep(Duration.ofMillis(time));
            return time / 1000.0;
        })).toList();
    }

    private static List<Twin> awaiting() {
        return List.of(

            Twin.of("wait-for-events-and-greenlets", """
                import gevent
                from gevent.event import Event
                event, g = Event(), gevent.spawn(gevent.sleep, 0.02)
                gevent.spawn_later(0.005, event.set)
                t([o is event for o in gevent.wait([g, event])])
                """, t -> {
                    var event = new Event();
                    var g = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofMillis(20)));
                    Coroutine.spawnLater(SOON, () -> event.set());
                    t.add(Coroutine.await(g, event).stream().map(o -> o == event).toList());
                }),

            Twin.of("wait-for-so-many", """
                import gevent
                from gevent.event import Event
                events = [Event(), Event()]
                gevent.spawn_later(0.005, events[1].set)
                t([events.index(e) for e in gevent.wait(events, count=1)])
                """, t -> {
                    var events = List.of(new Event(), new Event());
                    Coroutine.spawnLater(SOON, () -> events.get(1).set());
                    t.add(Coroutine.await(events, JoinOption.count(1)).stream().map(events::indexOf).toList());
                }),

            Twin.of("wait-in-time", """
                import gevent
                from gevent.event import Event
                t(gevent.wait([Event()], timeout=0.005))
                """, t -> t.add(Coroutine.await(List.of(new Event()), JoinOption.atMost(SOON)))),

            Twin.of("iwait-gives-them-as-they-become-ready", """
                import gevent
                def work(s):
                    gevent.sleep(s)
                    return s
                for g in gevent.iwait([gevent.spawn(work, s) for s in (0.03, 0.01, 0.02)]):
                    t(g.value)
                """, t -> {
                    try (var ready = Coroutine.iawait(delayed(30, 10, 20))) {
                        for (var g : ready) t.add(g.value());
                    }
                }),

            Twin.of("wait-for-all-there-is", """
                import gevent
                gevent.spawn(lambda: gevent.sleep(0.01) or t('done'))
                t(gevent.wait())
                """, t -> {
                    Coroutine.spawn(() -> {
                        Coroutine.sleep(Duration.ofMillis(10));
                        t.add("done");
                    });
                    Coroutine.await();
                    t.add(true);
                }),

            Twin.of("main-cannot-wait-for-who-waits-for-nobody", """
                import gevent
                from gevent.event import Event
                g = gevent.spawn(Event().wait)
                try:
                    g.join()
                except BaseException as e:
                    t.kind(e)
                t(g.ready())
                """, t -> {
                    var event = new Event();
                    var g = Coroutine.spawn(() -> event.await());
                    try {
                        g.join();
                    } catch (Throwable e) {
                        t.kind(e);
                    }
                    t.add(g.ready());
                }));
    }

    private static List<Twin> links() {
        return List.of(

            Twin.of("links-are-called-in-their-order", """
                import gevent
                g = gevent.spawn(lambda: 1)
                for name in 'ab':
                    g.link(lambda source, name=name: t(name, source is g, source.value))
                gevent.sleep(0.005)
                """, t -> {
                    var g = Coroutine.spawn(() -> 1);
                    for (String name : List.of("a", "b")) g.link(source -> t.add(name, source == g, source.value()));
                    Coroutine.sleep(SOON);
                }),

            Twin.of("a-late-link-is-called", """
                import gevent
                g = gevent.spawn(lambda: 1)
                g.join()
                g.link(lambda source: t('linked', source.value))
                t('asked')
                gevent.sleep(0.005)
                """, t -> {
                    var g = Coroutine.spawn(() -> 1);
                    g.join();
                    g.link(source -> t.add("linked", source.value()));
                    t.add("asked");
                    Coroutine.sleep(SOON);
                }),

            Twin.of("links-for-values-and-for-errors", """
                import gevent
                gevent.get_hub().handle_error = lambda *a: None
                def fail(): raise Oops('it')
                for body in (lambda: 1, fail):
                    g = gevent.spawn(body)
                    g.link_value(lambda source: t('value'))
                    g.link_exception(lambda source: t('exception'))
                    gevent.sleep(0.005)
                """, t -> {
                    quiet();
                    for (boolean fails : new boolean[] {false, true}) {
                        var g = Coroutine.spawn(() -> {
                            if (fails) throw new Trace.Oops("it");
                            return 1;
                        });
                        g.linkValue(_ -> t.add("value"));
                        g.linkException(_ -> t.add("exception"));
                        Coroutine.sleep(SOON);
                    }
                }),

            Twin.of("who-was-killed-has-a-value", """
                import gevent
                g = gevent.spawn(gevent.sleep, 1)
                g.link_value(lambda source: t('value'))
                g.link_exception(lambda source: t('exception'))
                gevent.sleep(0)
                g.kill()
                gevent.sleep(0.005)
                """, t -> {
                    var g = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofSeconds(1)));
                    g.linkValue(_ -> t.add("value"));
                    g.linkException(_ -> t.add("exception"));
                    Coroutine.yieldNow();
                    g.kill();
                    Coroutine.sleep(SOON);
                }),

            Twin.of("who-unlinks-is-not-called", """
                import gevent
                g = gevent.spawn(lambda: 1)
                def link(source): t('linked')
                g.link(link)
                g.unlink(link)
                gevent.sleep(0.005)
                t(g.ready())
                """, t -> {
                    var g = Coroutine.spawn(() -> 1);
                    Consumer<Coroutine<Integer>> link = _ -> t.add("linked");
                    g.link(link);
                    g.unlink((Object) link);
                    Coroutine.sleep(SOON);
                    t.add(g.ready());
                }),

            Twin.of("a-link-may-wait", """
                import gevent
                g = gevent.spawn(lambda: 1)
                def link(source):
                    gevent.sleep(0.001)
                    t('linked')
                g.link(link)
                gevent.sleep(0.01)
                """, t -> {
                    var g = Coroutine.spawn(() -> 1);
                    g.link(_ -> {
                        Coroutine.sleep(Duration.ofMillis(1));
                        t.add("linked");
                    });
                    Coroutine.sleep(Duration.ofMillis(10));
                }));
    }
}
