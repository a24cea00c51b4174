package gangway.parity;

import module java.base;

import gangway.coroutine.BoundedSemaphore;
import gangway.coroutine.Condition;
import gangway.coroutine.Coroutine;
import gangway.coroutine.Event;
import gangway.coroutine.GreenletExit;
import gangway.coroutine.RLock;
import gangway.coroutine.Semaphore;

/// Semaphores and locks as gevent's, and conditions as Python's.
class LockProgramsTest implements Parity {

    /// What monkey patching would make of Python's condition: its own source, over gevent's locks.
    private static final String CONDITION = """
        import gevent, inspect, threading, gevent.lock, gevent.thread, time, collections, itertools
        names = dict(_allocate_lock=gevent.thread.allocate_lock, RLock=gevent.lock.RLock, _deque=collections.deque,
            _time=time.monotonic, _islice=itertools.islice)
        exec(inspect.getsource(threading.Condition), names)
        Condition = names['Condition']
        """;

    @Override
    public String module() {
        return "gevent";
    }

    @Override
    public List<Twin> twins() {
        return Stream.of(semaphores(), locks(), conditions()).flatMap(List::stream).toList();
    }

    private static List<Twin> semaphores() {
        return List.of(

            Twin.of("a-semaphore-of-two-lets-two-in", """
                import gevent
                from gevent.event import Event
                from gevent.lock import Semaphore
                s = Semaphore(2)
                leave = {name: Event() for name in 'abcd'}
                def work(name):
                    s.acquire()
                    t(name, 'in')
                    leave[name].wait()
                    t(name, 'out')
                    s.release()
                all = [gevent.spawn(work, name) for name in 'abcd']
                for name in 'acbd':
                    gevent.sleep(0)
                    t('now', name, s.counter)
                    leave[name].set()
                    [gevent.sleep(0) for _ in range(6)]
                t(s.counter)
                """, t -> {
                    var s = new Semaphore(2);
                    var leave = Map.of("a", new Event(), "b", new Event(), "c", new Event(), "d", new Event());
                    spawn("abcd", name -> {
                        s.acquire();
                        t.add(name, "in");
                        leave.get(name).await();
                        t.add(name, "out");
                        s.release();
                    });
                    for (String name : List.of("a", "c", "b", "d")) {
                        Coroutine.yieldNow();
                        t.add("now", name, s.permits());
                        leave.get(name).set();
                        settle();
                    }
                    t.add(s.permits());
                }),

            Twin.of("a-permit-goes-to-the-one-that-waited-for-longest", """
                import gevent
                from gevent.lock import Semaphore
                s = Semaphore(0)
                def work(name):
                    s.acquire()
                    t(name)
                all = [gevent.spawn(work, name) for name in 'abc']
                gevent.sleep(0)
                for i in range(3):
                    t('release')
                    s.release()
                    [gevent.sleep(0) for _ in range(6)]
                """, t -> {
                    var s = new Semaphore(0);
                    spawn("abc", name -> {
                        s.acquire();
                        t.add(name);
                    });
                    Coroutine.yieldNow();
                    for (int i = 0; i < 3; i++) {
                        t.add("release");
                        s.release();
                        settle();
                    }
                }),

            Twin.of("a-semaphore-says-when-it-was-too-late", """
                from gevent.lock import Semaphore
                s = Semaphore(1)
                t(s.acquire(timeout=0.001), s.counter)
                t(s.acquire(timeout=0.001), s.counter)
                t(s.acquire(blocking=False), s.counter)
                s.release()
                t(s.acquire(blocking=False), s.counter)
                """, t -> {
                    var s = new Semaphore(1);
                    t.add(s.acquire(Duration.ofMillis(1)), s.permits());
                    t.add(s.acquire(Duration.ofMillis(1)), s.permits());
                    t.add(s.tryAcquire(), s.permits());
                    s.release();
                    t.add(s.tryAcquire(), s.permits());
                }),

            Twin.of("anybody-may-release-a-semaphore", """
                import gevent
                from gevent.lock import Semaphore
                s = Semaphore(1)
                s.acquire()
                g = gevent.spawn(s.release)
                s.acquire()
                t(s.counter, s.locked())
                s.release()
                t(s.counter, s.locked())
                """, t -> {
                    var s = new Semaphore(1);
                    s.acquire();
                    Coroutine.spawn(() -> s.release());
                    s.acquire();
                    t.add(s.permits(), !s.ready());
                    s.release();
                    t.add(s.permits(), !s.ready());
                }),

            Twin.of("who-is-killed-leaves-the-permit-to-the-next", """
                import gevent
                from gevent.lock import Semaphore
                s = Semaphore(0)
                def work(name):
                    s.acquire()
                    t(name)
                a, b = [gevent.spawn(work, name) for name in 'ab']
                gevent.sleep(0)
                a.kill()
                s.release()
                b.join()
                t(s.counter)
                """, t -> {
                    var s = new Semaphore(0);
                    var both = spawn("ab", name -> {
                        s.acquire();
                        t.add(name);
                    });
                    Coroutine.yieldNow();
                    both.get(0).kill();
                    s.release();
                    both.get(1).join();
                    t.add(s.permits());
                }),

            Twin.of("a-bounded-semaphore-has-a-bound", """
                from gevent.lock import BoundedSemaphore
                s = BoundedSemaphore(2)
                s.acquire()
                s.release()
                t.attempt(s.release)
                t(s.counter)
                """, t -> {
                    var s = new BoundedSemaphore(2);
                    s.acquire();
                    s.release();
                    t.attempt(() -> nothing(s::release));
                    t.add(s.permits());
                }),

            Twin.of("no-semaphore-begins-below-nothing", """
                from gevent.lock import Semaphore
                t.attempt(lambda: Semaphore(-1))
                """, t -> t.attempt(() -> new Semaphore(-1))),

            Twin.of("a-semaphore-can-be-linked", """
                import gevent
                from gevent.lock import Semaphore
                s = Semaphore(0)
                s.rawlink(lambda s: t('free', s.ready()))
                gevent.sleep(0)
                t('release')
                s.release()
                [gevent.sleep(0) for _ in range(6)]
                """, t -> {
                    var s = new Semaphore(0);
                    s.rawLink(ready -> t.add("free", ready.ready()));
                    Coroutine.yieldNow();
                    t.add("release");
                    s.release();
                    settle();
                }),

            Twin.of("whoever-releases-takes-it-again-at-once", """
                import gevent
                from gevent.lock import Semaphore
                s = Semaphore(1)
                def work(name):
                    for i in range(2):
                        s.acquire()
                        t(name, i)
                        gevent.sleep(0)
                        s.release()
                gevent.joinall([gevent.spawn(work, name) for name in 'ab'])
                """, t -> {
                    var s = new Semaphore(1);
                    join("ab", name -> {
                        for (int i = 0; i < 2; i++) {
                            s.acquire();
                            t.add(name, i);
                            Coroutine.yieldNow();
                            s.release();
                        }
                    });
                }).butDiffers("a permit goes into the hands of the one that waits, so nobody can take it out of turn"));
    }

    private static List<Twin> locks() {
        return List.of(

            Twin.of("a-lock-may-be-locked-again-by-its-owner", """
                import gevent
                from gevent.lock import RLock
                lock = RLock()
                def work(name):
                    with lock:
                        with lock:
                            t(name, 'twice')
                            gevent.sleep(0)
                        t(name, 'once')
                        gevent.sleep(0)
                gevent.joinall([gevent.spawn(work, name) for name in 'ab'])
                """, t -> {
                    var lock = new RLock();
                    join("ab", name -> {
                        lock.lock();
                        lock.lock();
                        t.add(name, "twice");
                        Coroutine.yieldNow();
                        lock.unlock();
                        t.add(name, "once");
                        Coroutine.yieldNow();
                        lock.unlock();
                    });
                }),

            Twin.of("a-lock-is-released-by-its-owner-only", """
                import gevent
                from gevent.lock import RLock
                lock = RLock()
                def attempt():
                    try:
                        lock.release()
                    except BaseException as e:
                        t.kind(e)
                attempt()
                lock.acquire()
                gevent.spawn(attempt).join()
                lock.release()
                attempt()
                """, t -> {
                    var lock = new RLock();
                    Runnable attempt = () -> {
                        try {
                            lock.unlock();
                        } catch (Throwable e) {
                            t.kind(e);
                        }
                    };
                    attempt.run();
                    lock.lock();
                    Coroutine.spawn(() -> attempt.run()).join();
                    lock.unlock();
                    attempt.run();
                }),

            Twin.of("a-lock-says-when-it-was-too-late", """
                import gevent
                from gevent.lock import RLock
                lock = RLock()
                def attempt():
                    t(bool(lock.acquire(timeout=0.001)), bool(lock.acquire(blocking=False)))
                attempt()
                gevent.spawn(attempt).join()
                """, t -> {
                    var lock = new RLock();
                    Runnable attempt = () -> t.add(lock.tryLock(Duration.ofMillis(1)), lock.tryLock());
                    attempt.run();
                    Coroutine.spawn(() -> attempt.run()).join();
                }),

            Twin.of("who-is-killed-leaves-the-lock-to-the-next", """
                import gevent
                from gevent.lock import RLock
                lock = RLock()
                def work(name):
                    with lock:
                        t(name)
                lock.acquire()
                a, b = [gevent.spawn(work, name) for name in 'ab']
                gevent.sleep(0)
                a.kill()
                lock.release()
                b.join()
                """, t -> {
                    var lock = new RLock();
                    lock.lock();
                    var both = spawn("ab", name -> holding(lock, () -> t.add(name)));
                    Coroutine.yieldNow();
                    both.get(0).kill();
                    lock.unlock();
                    both.get(1).join();
                }));
    }

    private static List<Twin> conditions() {
        return List.of(

            Twin.of("signals-go-to-those-who-waited-for-longest", CONDITION + """
                c = Condition()
                def work(name):
                    with c:
                        c.wait()
                        t(name)
                all = [gevent.spawn(work, name) for name in 'abcde']
                gevent.sleep(0)
                for n in (1, 2, 5):
                    with c:
                        t('notify', n)
                        c.notify(n)
                    [gevent.sleep(0) for _ in range(6)]
                """, t -> {
                    var c = new Condition();
                    spawn("abcde", name -> holding(c.lock(), () -> {
                        c.await();
                        t.add(name);
                    }));
                    Coroutine.yieldNow();
                    for (int n : new int[] {1, 2, 5}) {
                        holding(c.lock(), () -> {
                            t.add("notify", n);
                            c.signal(n);
                        });
                        settle();
                    }
                }),

            Twin.of("all-who-wait-can-be-signalled", CONDITION + """
                c = Condition()
                def work(name):
                    with c:
                        t(name, c.wait())
                        gevent.sleep(0)
                        t(name, 'leaves')
                all = [gevent.spawn(work, name) for name in 'abc']
                gevent.sleep(0)
                with c:
                    c.notify_all()
                gevent.joinall(all)
                """, t -> {
                    var c = new Condition();
                    var all = spawn("abc", name -> holding(c.lock(), () -> {
                        c.await();
                        t.add(name, true);
                        Coroutine.yieldNow();
                        t.add(name, "leaves");
                    }));
                    Coroutine.yieldNow();
                    holding(c.lock(), c::signalAll);
                    all.forEach(Coroutine::join);
                }),

            Twin.of("a-condition-says-when-it-was-too-late", CONDITION + """
                c = Condition()
                with c:
                    t(c.wait(0.001))
                    gevent.spawn(lambda: c.acquire() and (c.notify(), c.release()))
                    t(c.wait(10))
                """, t -> {
                    var c = new Condition();
                    holding(c.lock(), () -> {
                        t.add(c.await(Duration.ofMillis(1)));
                        Coroutine.spawn(() -> holding(c.lock(), c::signal));
                        t.add(c.await(Duration.ofSeconds(10)));
                    });
                }),

            Twin.of("a-condition-needs-its-lock", CONDITION + """
                c = Condition()
                t.attempt(c.wait)
                t.attempt(c.notify)
                t.attempt(c.notify_all)
                """, t -> {
                    var c = new Condition();
                    for (Runnable attempt : List.<Runnable>of(c::await, c::signal, c::signalAll)) try {
                        attempt.run();
                    } catch (IllegalMonitorStateException e) {
                        t.add("misuse: " + e.getMessage().split("\\.")[0]);
                    }
                }),

            Twin.of("a-signal-without-anybody-is-forgotten", CONDITION + """
                c = Condition()
                with c:
                    c.notify()
                    t(c.wait(0.001))
                """, t -> {
                    var c = new Condition();
                    holding(c.lock(), () -> {
                        c.signal();
                        t.add(c.await(Duration.ofMillis(1)));
                    });
                }),

            Twin.of("who-locked-twice-waits-with-the-lock-free", CONDITION + """
                c = Condition()
                def work():
                    with c:
                        with c:
                            c.wait()
                            t('awake')
                            gevent.sleep(0)
                        t('leaves')
                g = gevent.spawn(work)
                gevent.sleep(0)
                with c:
                    t('free')
                    c.notify()
                gevent.sleep(0)
                with c:
                    t('free again')
                """, t -> {
                    var c = new Condition();
                    Coroutine.spawn(() -> holding(c.lock(), () -> {
                        holding(c.lock(), () -> {
                            c.await();
                            t.add("awake");
                            Coroutine.yieldNow();
                        });
                        t.add("leaves");
                    }));
                    Coroutine.yieldNow();
                    holding(c.lock(), () -> {
                        t.add("free");
                        c.signal();
                    });
                    Coroutine.yieldNow();
                    holding(c.lock(), () -> t.add("free again"));
                }),

            Twin.of("who-is-killed-in-a-condition-has-the-lock", CONDITION + """
                c = Condition()
                def work():
                    with c:
                        try:
                            c.wait()
                        except gevent.GreenletExit:
                            t('killed', c._is_owned())
                            raise
                g = gevent.spawn(work)
                gevent.sleep(0)
                g.kill()
                t(c.acquire(blocking=False) and 'free')
                """, t -> {
                    var c = new Condition();
                    var g = Coroutine.spawn(() -> holding(c.lock(), () -> {
                        try {
                            c.await();
                        } catch (GreenletExit e) {
                            t.add("killed", c.lock().toString().contains("held"));
                            throw e;
                        }
                    }));
                    Coroutine.yieldNow();
                    g.kill();
                    t.add(c.lock().tryLock() ? "free" : "held");
                }),

            Twin.of("a-signal-for-one-who-dies-in-the-same-turn", CONDITION + """
                c = Condition()
                def work(name):
                    with c:
                        c.wait()
                        t(name, 'has it')
                a = gevent.spawn(work, 'a')
                gevent.sleep(0)
                with c:
                    c.notify()
                    a.kill(block=False)
                [gevent.sleep(0) for _ in range(6)]
                t('end')
                """, t -> {
                    var c = new Condition();
                    var a = Coroutine.spawn(() -> holding(c.lock(), () -> {
                        c.await();
                        t.add("a", "has it");
                    }));
                    Coroutine.yieldNow();
                    holding(c.lock(), () -> {
                        c.signal();
                        a.cancel(true);
                    });
                    settle();
                    t.add("end");
                }));
    }

    // ---- What Python writes in one line. ----

    /// Lets everybody go on as far as possible.
    private static void settle() {
        for (int i = 0; i < 6; i++) Coroutine.yieldNow();
    }

    @FunctionalInterface
    private interface Work {
        void by(String name) throws Exception;
    }

    /// @param names one letter each
    private static List<Coroutine<Void>> spawn(String names, Work work) {
        return names.chars().mapToObj(Character::toString).map(name -> Coroutine.spawn(() -> work.by(name))).toList();
    }

    private static void join(String names, Work work) {
        spawn(names, work).forEach(Coroutine::join);
    }

    private static void holding(RLock lock, Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private static Object nothing(Runnable work) {
        work.run();
        return null;
    }
}
