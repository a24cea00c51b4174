package gangway.parity;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Event;

/// Coroutines as gevent's greenlets.
class CoroutineProgramsTest implements Parity {

    @Override
    public String module() {
        return "gevent";
    }

    @Override
    public List<Twin> twins() {
        return List.of(

            Twin.of("a-spawned-one-does-not-run-before-its-maker-waits", """
                import gevent
                g = gevent.spawn(lambda: t('ran'))
                t('spawned')
                g.join()
                t('joined')
                """, t -> {
                    var g = Coroutine.spawn(() -> t.add("ran"));
                    t.add("spawned");
                    g.join();
                    t.add("joined");
                }),

            Twin.of("those-who-yield-take-turns", """
                import gevent
                def work(name):
                    for i in range(3):
                        t(name, i)
                        gevent.sleep(0)
                gevent.joinall([gevent.spawn(work, name) for name in 'abc'])
                """, t -> Stream.of("a", "b", "c").map(name -> Coroutine.spawn(() -> {
                    for (int i = 0; i < 3; i++) {
                        t.add(name, i);
                        Coroutine.yieldNow();
                    }
                })).toList().forEach(Coroutine::join)),

            Twin.of("an-event-wakes-all-who-wait-even-if-cleared-at-once", """
                import gevent
                from gevent.event import Event
                event = Event()
                def wait(name):
                    event.wait()
                    t(name, event.is_set())
                all = [gevent.spawn(wait, name) for name in 'ab']
                gevent.sleep(0)
                event.set()
                event.clear()
                gevent.joinall(all)
                """, t -> {
                    var event = new Event();
                    var all = Stream.of("a", "b").map(name -> Coroutine.spawn(() -> {
                        event.await();
                        t.add(name, event.isSet());
                    })).toList();
                    Coroutine.yieldNow();
                    event.set();
                    event.clear();
                    all.forEach(Coroutine::join);
                }),

            Twin.of("whoever-waits-for-nobody-is-told", """
                import gevent
                from gevent.event import Event
                try:
                    Event().wait()
                except BaseException as e:
                    t.kind(e)
                """, t -> {
                    try {
                        new Event().await();
                    } catch (Throwable e) {
                        t.kind(e);
                    }
                }));
    }
}
