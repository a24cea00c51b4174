package gangway.parity;

import module java.base;

import gangway.coroutine.AsyncResult;
import gangway.coroutine.Coroutine;
import gangway.coroutine.Event;

/// Events and results that come later as gevent's.
class ResultProgramsTest implements Parity {

    private static final Duration SOON = Duration.ofMillis(1);

    @Override
    public String module() {
        return "gevent";
    }

    @Override
    public List<Twin> twins() {
        return Stream.of(events(), results()).flatMap(List::stream).toList();
    }

    private static List<Twin> events() {
        return List.of(

            Twin.of("an-event-says-whether-it-was-set-in-time", """
                import gevent
                from gevent.event import Event
                e = Event()
                t(e.is_set(), e.wait(0.001))
                gevent.spawn(e.set)
                t(e.wait(10), e.wait(0.001), e.is_set())
                e.clear()
                t(e.is_set(), e.wait(0.001))
                """, t -> {
                    var e = new Event();
                    t.add(e.isSet(), e.await(SOON));
                    Coroutine.spawn(() -> e.set());
                    t.add(e.await(Duration.ofSeconds(10)), e.await(SOON), e.isSet());
                    e.clear();
                    t.add(e.isSet(), e.await(SOON));
                }),

            Twin.of("an-event-tells-those-who-asked", """
                import gevent
                from gevent.event import Event
                gevent.sleep(0)
                e = Event()
                e.rawlink(lambda e: t('told', e.ready()))
                gone = lambda e: t('gone')
                e.rawlink(gone)
                e.unlink(gone)
                e.set()
                t('set')
                [gevent.sleep(0) for _ in range(6)]
                """, t -> {
                    var e = new Event();
                    e.rawLink(ready -> t.add("told", ready.ready()));
                    Consumer<Object> gone = _ -> t.add("gone");
                    e.rawLink(gone);
                    e.unlink(gone);
                    e.set();
                    t.add("set");
                    settle();
                }),

            Twin.of("who-waits-for-an-event-is-served-in-turn", """
                import gevent
                from gevent.event import Event
                e = Event()
                def work(name):
                    e.wait()
                    t(name)
                all = [gevent.spawn(work, name) for name in 'abc']
                gevent.sleep(0)
                all[1].kill()
                e.set()
                t('set')
                gevent.joinall(all)
                """, t -> {
                    var e = new Event();
                    var all = Stream.of("a", "b", "c").map(name -> Coroutine.spawn(() -> {
                        e.await();
                        t.add(name);
                    })).toList();
                    Coroutine.yieldNow();
                    all.get(1).kill();
                    e.set();
                    t.add("set");
                    all.forEach(Coroutine::join);
                }));
    }

    private static List<Twin> results() {
        return List.of(

            Twin.of("all-get-the-result-late-ones-too", """
                import gevent
                from gevent.event import AsyncResult
                r = AsyncResult()
                all = [gevent.spawn(lambda name: t(name, r.get()), name) for name in 'ab']
                gevent.sleep(0)
                t(r.ready(), r.successful())
                r.set('value')
                gevent.joinall(all)
                t(r.get(), r.get_nowait(), r.ready(), r.successful())
                """, t -> {
                    var r = new AsyncResult<String>();
                    var all = Stream.of("a", "b").map(name -> Coroutine.spawn(() -> t.add(name, r.get()))).toList();
                    Coroutine.yieldNow();
                    t.add(r.ready(), r.successful());
                    r.set("value");
                    all.forEach(Coroutine::join);
                    t.add(r.get(), r.getNow(), r.ready(), r.successful());
                }),

            Twin.of("all-are-thrown-the-very-same-exception", """
                from gevent.event import AsyncResult
                r = AsyncResult()
                error = Oops('oops')
                r.set_exception(error)
                for i in range(2):
                    try: r.get()
                    except Oops as e: t(e is error)
                t.attempt(r.get_nowait)
                t(r.ready(), r.successful())
                """, t -> {
                    var r = new AsyncResult<String>();
                    var error = new Trace.Oops("oops");
                    r.setException(error);
                    for (int i = 0; i < 2; i++) try {
                        r.get();
                    } catch (Throwable e) {
                        t.add(e == error);
                    }
                    t.attempt(r::getNow);
                    t.add(r.ready(), r.successful());
                }),

            Twin.of("what-has-not-come-is-a-timeout", """
                from gevent.event import AsyncResult
                r = AsyncResult()
                t.attempt(lambda: r.get(timeout=0.001))
                try: r.get_nowait()
                except BaseException as e: t.kind(e)
                """, t -> {
                    var r = new AsyncResult<String>();
                    t.attempt(() -> r.get(SOON));
                    try {
                        r.getNow();
                    } catch (Throwable e) {
                        t.kind(e);
                    }
                }),

            Twin.of("a-result-set-twice-is-the-second", """
                from gevent.event import AsyncResult
                r = AsyncResult()
                r.set(1)
                r.set(2)
                t(r.get())
                """, t -> {
                    var r = new AsyncResult<Integer>();
                    r.set(1);
                    r.set(2);
                    t.add(r.get());
                }),

            Twin.of("a-failure-after-a-result", """
                from gevent.event import AsyncResult
                r = AsyncResult()
                r.set('value')
                r.set_exception(Oops('oops'))
                t.attempt(r.get)
                """, t -> {
                    var r = new AsyncResult<String>();
                    r.set("value");
                    r.setException(new Trace.Oops("oops"));
                    t.attempt(r::get);
                }).butDiffers("what is set last counts; gevent gives a value that was ever set"),

            Twin.of("a-result-may-be-nothing", """
                from gevent.event import AsyncResult
                r = AsyncResult()
                r.set()
                t(r.ready(), r.get())
                """, t -> {
                    var r = new AsyncResult<String>();
                    r.set(null);
                    t.add(r.ready(), r.get());
                }),

            Twin.of("a-greenlet-fills-a-result", """
                import gevent
                from gevent.event import AsyncResult
                r = AsyncResult()
                gevent.spawn(lambda: 'value').link(r)
                t(r.get())
                """, t -> {
                    var r = new AsyncResult<String>();
                    Coroutine.spawn(() -> "value").link(r);
                    t.add(r.get());
                }),

            Twin.of("a-killed-greenlet-fills-a-result", """
                import gevent
                from gevent.event import AsyncResult
                r = AsyncResult()
                g = gevent.spawn(gevent.sleep, 10)
                g.link(r)
                gevent.sleep(0)
                g.kill()
                r.wait()
                t(r.ready(), r.successful())
                """, t -> {
                    var r = new AsyncResult<Void>();
                    var g = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofSeconds(10)));
                    g.link(r);
                    Coroutine.yieldNow();
                    g.kill();
                    r.await();
                    t.add(r.ready(), r.successful());
                }),

            Twin.of("a-result-tells-those-who-asked-late-ones-too", """
                import gevent
                from gevent.event import AsyncResult
                gevent.sleep(0)
                r = AsyncResult()
                r.rawlink(lambda r: t('early', r.get_nowait()))
                r.set(1)
                t('set')
                [gevent.sleep(0) for _ in range(6)]
                r.rawlink(lambda r: t('late', r.get_nowait()))
                t('asked')
                [gevent.sleep(0) for _ in range(6)]
                """, t -> {
                    var r = new AsyncResult<Integer>();
                    r.rawLink(_ -> t.add("early", r.getNow()));
                    r.set(1);
                    t.add("set");
                    settle();
                    r.rawLink(_ -> t.add("late", r.getNow()));
                    t.add("asked");
                    settle();
                }),

            Twin.of("who-is-killed-does-not-get-the-result", """
                import gevent
                from gevent.event import AsyncResult
                r = AsyncResult()
                all = [gevent.spawn(lambda name: t(name, r.get()), name) for name in 'ab']
                gevent.sleep(0)
                all[0].kill()
                r.set('value')
                gevent.joinall(all)
                """, t -> {
                    var r = new AsyncResult<String>();
                    var all = Stream.of("a", "b").map(name -> Coroutine.spawn(() -> t.add(name, r.get()))).toList();
                    Coroutine.yieldNow();
                    all.get(0).kill();
                    r.set("value");
                    all.forEach(Coroutine::join);
                }));
    }

    /// Lets everybody go on as far as possible.
    private static void settle() {
        for (int i = 0; i < 6; i++) Coroutine.yieldNow();
    }
}
