package gangway.parity;

import module java.base;

import gangway.coroutine.Call;
import gangway.coroutine.Coroutine;
import gangway.coroutine.CoroutineLocal;
import gangway.coroutine.Event;
import gangway.coroutine.Group;
import gangway.coroutine.Hub;
import gangway.coroutine.Pool;
import gangway.coroutine.PoolFull;
import gangway.coroutine.ThreadPool;

/// Groups, pools, pools of threads and local variables as gevent's.
class GroupProgramsTest implements Parity {

    /// What most of the Python sides begin with: `turns` lets others run so often, and no failure is printed.
    private static final String BEGIN = """
        import gevent
        from gevent.pool import Group, Pool
        from gevent.event import Event
        gevent.get_hub().print_exception = lambda *a: None
        def turns(n):
            for i in range(n): gevent.sleep(0)
        """;

    private static Twin twin(String name, String python, Twin.Program java) {
        return Twin.of(name, BEGIN + python, t -> {
            Hub.current().onError((_, _) -> {});
            java.run(t);
        });
    }

    private static void turns(int number) {
        for (int i = 0; i < number; i++) Coroutine.yieldNow();
    }

    @Override
    public String module() {
        return "gevent";
    }

    @Override
    public List<Twin> twins() {
        return Stream.of(membership(), killing(), rooms(), mappings(), iterations(), threads(), locals())
            .flatMap(List::stream).toList();
    }

    private static List<Twin> membership() {
        return List.of(
            twin("a-member-leaves-its-group-when-it-ends", """
                group = Group()
                g = group.spawn(lambda: t('runs', len(group)))
                t('spawned', len(group), g in group)
                group.join()
                t('joined', len(group), g in group)
                """, t -> {
                    var group = new Group();
                    var g = group.spawn(() -> t.add("runs", group.size()));
                    t.add("spawned", group.size(), group.contains(g));
                    group.join();
                    t.add("joined", group.size(), group.contains(g));
                }),

            twin("a-member-that-has-ended-is-one-for-another-turn", """
                group = Group()
                g = group.spawn(lambda: 1)
                g.join()
                t(len(group))
                turns(1)
                t(len(group))
                """, t -> {
                    var group = new Group();
                    var g = group.spawn(() -> 1);
                    g.join();
                    t.add(group.size());
                    turns(1);
                    t.add(group.size());
                }),

            twin("join-says-whether-the-group-is-empty", """
                group = Group()
                t(group.join())
                group.spawn(gevent.sleep, 1000)
                t(group.join(timeout=0.001))
                """, t -> {
                    var group = new Group();
                    t.add(group.join(Duration.ZERO));
                    group.spawn(() -> Coroutine.sleep(Duration.ofSeconds(1000)));
                    t.add(group.join(Duration.ofMillis(1)));
                }),

            twin("join-can-raise-what-a-member-failed-with", """
                def fail():
                    raise Oops('broken')
                group = Group()
                group.spawn(fail)
                t(group.join())
                group.spawn(fail)
                t.attempt(lambda: group.join(raise_error=True))
                """, t -> {
                    var group = new Group();
                    group.spawn(() -> { throw new Trace.Oops("broken"); });
                    t.add(group.join(Duration.ofSeconds(9)));
                    group.spawn(() -> { throw new Trace.Oops("broken"); });
                    t.attempt(() -> group.joinOrRaise(Duration.ofSeconds(9)));
                }),

            twin("add-and-discard", """
                group = Group()
                g = gevent.spawn(gevent.sleep, 1000)
                group.add(g)
                group.add(g)
                t(len(group))
                group.discard(g)
                group.discard(g)
                t(len(group), g.ready())
                """, t -> {
                    var group = new Group();
                    var g = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofSeconds(1000)));
                    group.add(g);
                    group.add(g);
                    t.add(group.size());
                    group.discard(g);
                    group.discard(g);
                    t.add(group.size(), g.ready());
                }));
    }

    private static List<Twin> killing() {
        return List.of(
            twin("kill-ends-all-and-waits", """
                cleaned = []
                def work(name):
                    try:
                        gevent.sleep(1000)
                    finally:
                        turns(1)
                        cleaned.append(name)
                group = Group()
                for name in 'ab': group.spawn(work, name)
                turns(1)
                group.kill()
                t(''.join(sorted(cleaned)), len(group))         # a set tells its members in no order
                """, t -> {
                    var cleaned = new TreeSet<String>();
                    var group = new Group();
                    for (var name : List.of("a", "b")) group.spawn(() -> {
                        try {
                            Coroutine.sleep(Duration.ofSeconds(1000));
                        } finally {
                            turns(1);
                            cleaned.add(name);
                        }
                    });
                    turns(1);
                    group.kill();
                    t.add(String.join("", cleaned), group.size());
                }),

            twin("killed-before-they-begin-members-never-run", """
                group = Group()
                g = group.spawn(t, 'ran')
                group.kill()
                t(g.successful())
                """, t -> {
                    var group = new Group();
                    var g = group.spawn(() -> t.add("ran"));
                    group.kill();
                    t.add(g.successful());
                }),

            twin("kill-with-an-error-of-ones-own", """
                group = Group()
                g = group.spawn(gevent.sleep, 1000)
                turns(1)
                group.kill(Oops('out'))
                t(g.successful(), g.exception)
                """, t -> {
                    var group = new Group();
                    var g = group.spawn(() -> Coroutine.sleep(Duration.ofSeconds(1000)));
                    turns(1);
                    group.kill(new Trace.Oops("out"));
                    t.add(g.successful(), g.exception().map(Throwable::getMessage));
                }));
    }

    private static List<Twin> rooms() {
        return List.of(
            twin("spawn-waits-for-room", """
                pool = Pool(1)
                pool.spawn(lambda: (turns(2), t('first')))
                gevent.spawn(t, 'another')
                pool.spawn(t, 'second')
                t('spawned')
                pool.join()
                """, t -> {
                    var pool = new Pool(1);
                    pool.spawn(() -> { turns(2); t.add("first"); });
                    Coroutine.spawn(() -> t.add("another"));
                    pool.spawn(() -> t.add("second"));
                    t.add("spawned");
                    pool.join();
                }),

            twin("a-pool-of-two-never-runs-three", """
                inside, most = 0, 0
                def work(n):
                    global inside, most
                    inside += 1
                    most = max(most, inside)
                    turns(n)
                    inside -= 1
                pool = Pool(2)
                for i in range(12): pool.spawn(work, i % 3)
                pool.join()
                t(most)
                """, t -> {
                    var pool = new Pool(2);
                    var inside = new AtomicInteger();
                    var most = new AtomicInteger();
                    for (int i = 0; i < 12; i++) {
                        int n = i % 3;
                        pool.spawn(() -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            turns(n);
                            inside.decrementAndGet();
                        });
                    }
                    pool.join();
                    t.add(most);
                }),

            twin("free-count-and-full", """
                pool = Pool(2)
                t(pool.free_count(), pool.full())
                pool.spawn(gevent.sleep, 1000)
                t(pool.free_count(), pool.full())
                pool.spawn(gevent.sleep, 1000)
                t(pool.free_count(), pool.full(), pool.wait_available(timeout=0.001) > 0)
                pool.kill()
                t(pool.free_count(), pool.full(), pool.wait_available(timeout=0.001) > 0)
                """, t -> {
                    var pool = new Pool(2);
                    t.add(pool.freeCount(), pool.isFull());
                    pool.spawn(() -> Coroutine.sleep(Duration.ofSeconds(1000)));
                    t.add(pool.freeCount(), pool.isFull());
                    pool.spawn(() -> Coroutine.sleep(Duration.ofSeconds(1000)));
                    t.add(pool.freeCount(), pool.isFull(), pool.waitAvailable(Duration.ofMillis(1)));
                    pool.kill();
                    t.add(pool.freeCount(), pool.isFull(), pool.waitAvailable(Duration.ofMillis(1)));
                }),

            twin("those-who-wait-for-room-get-it-in-their-order", """
                pool = Pool(1)
                go = Event()
                pool.spawn(go.wait)
                for name in 'abc': gevent.spawn(pool.spawn, t, name)
                turns(1)
                go.set()
                pool.spawn(t, 'late')
                pool.join()
                """, t -> {
                    var pool = new Pool(1);
                    var go = new Event();
                    pool.spawn(() -> go.await());
                    for (var name : List.of("a", "b", "c")) Coroutine.spawn(() -> pool.spawn(() -> t.add(name)));
                    turns(1);
                    go.set();
                    pool.spawn(() -> t.add("late"));
                    pool.join();
                }),

            twin("killed-while-it-waits-for-room-a-spawner-leaves-nothing", """
                pool = Pool(1)
                go = Event()
                pool.spawn(go.wait)
                spawner = gevent.spawn(pool.spawn, t, 'ran')
                turns(1)
                spawner.kill()
                go.set()
                pool.join()
                t(pool.free_count())
                """, t -> {
                    var pool = new Pool(1);
                    var go = new Event();
                    pool.spawn(() -> go.await());
                    var spawner = Coroutine.spawn(() -> pool.spawn(() -> t.add("ran")));
                    turns(1);
                    spawner.kill();
                    go.set();
                    pool.join();
                    t.add(pool.freeCount());
                }),

            twin("a-full-pool-adds-nobody-in-time", """
                from gevent.pool import PoolFull
                pool = Pool(1)
                pool.spawn(gevent.sleep, 1000)
                g = gevent.spawn(gevent.sleep, 1000)
                for how in (dict(blocking=False), dict(timeout=0.001)):
                    try:
                        pool.add(g, **how)
                    except PoolFull as e:
                        t.kind(e)
                """, t -> {
                    var pool = new Pool(1);
                    pool.spawn(() -> Coroutine.sleep(Duration.ofSeconds(1000)));
                    var g = Coroutine.spawn(() -> Coroutine.sleep(Duration.ofSeconds(1000)));
                    for (Runnable how : List.<Runnable>of(() -> pool.addNow(g), () -> pool.add(g, Duration.ofMillis(1)))) {
                        try {
                            how.run();
                        } catch (PoolFull e) {
                            t.add("PoolFull");
                        }
                    }
                }),

            twin("one-discarded-twice-gives-its-room-back", """
                pool = Pool(1)
                g = pool.spawn(gevent.sleep, 1000)
                pool.discard(g)
                pool.discard(g)
                for i in range(2): t(pool.wait_available(timeout=0.001)); pool.spawn(gevent.sleep, 1000)
                """, t -> {
                    var pool = new Pool(1);
                    var g = pool.spawn(() -> Coroutine.sleep(Duration.ofSeconds(1000)));
                    pool.discard(g);
                    pool.discard(g);
                    t.add(pool.freeCount());
                }).butDiffers("gevent counts the room twice, and a pool of one then runs two"));
    }

    private static List<Twin> mappings() {
        return List.of(
            twin("map-keeps-the-order", """
                def work(n):
                    turns(3 * (4 - n))
                    t(n)
                    return n * n
                t(Pool(3).map(work, [1, 2, 3]))
                """, t -> t.add(new Pool(3).map(n -> {
                    turns(3 * (4 - n));
                    t.add(n);
                    return n * n;
                }, List.of(1, 2, 3)))),

            twin("map-raises-the-first-error-and-the-others-go-on", """
                def work(n):
                    turns(n)
                    if n % 2: raise Oops(n)
                    t('ended', n)
                group = Group()
                t.attempt(lambda: group.map(work, [0, 3, 1, 6]))
                group.join()
                """, t -> {
                    var group = new Group();
                    Call<Integer, String> work = n -> {
                        turns(n);
                        if (n % 2 == 1) throw new Trace.Oops("" + n);
                        t.add("ended", n);
                        return "";
                    };
                    t.attempt(() -> group.map(work, List.of(0, 3, 1, 6)));
                    group.join();
                }),

            twin("apply-gives-and-raises", """
                def fail():
                    raise Oops('broken')
                group = Group()
                t.attempt(lambda: group.apply(lambda: 7))
                t.attempt(lambda: group.apply(fail))
                """, t -> {
                    var group = new Group();
                    t.attempt(() -> group.apply(() -> 7));
                    t.attempt(() -> group.apply(() -> { throw new Trace.Oops("broken"); }));
                }),

            twin("a-member-does-itself-what-it-applies", """
                pool = Pool(1)
                t(pool.spawn(lambda: pool.apply(lambda: 'inside')).get())
                """, t -> {
                    var pool = new Pool(1);
                    t.add(pool.spawn(() -> pool.apply(() -> "inside")).get());
                }),

            twin("apply-async-of-a-full-pool-does-not-wait", """
                pool = Pool(1)
                go = Event()
                pool.spawn(go.wait)
                result = pool.apply_async(lambda: 'done')
                t(result in pool)
                go.set()
                t(result.get())
                """, t -> {
                    var pool = new Pool(1);
                    var go = new Event();
                    pool.spawn(() -> go.await());
                    var result = pool.applyAsync(() -> "done");
                    t.add(pool.contains(result));
                    go.set();
                    t.add(result.get());
                }));
    }

    private static List<Twin> iterations() {
        return List.of(
            twin("imap-keeps-the-order", """
                def work(n):
                    turns(3 * (4 - n))
                    return n
                for n in Pool(3).imap(work, [1, 2, 3]): t(n)
                """, t -> new Pool(3).imap(n -> { turns(3 * (4 - n)); return n; }, List.of(1, 2, 3)).forEach(n -> t.add(n))),

            twin("imap-unordered-gives-results-as-they-come", """
                def work(n):
                    turns(3 * (4 - n))
                    return n
                for n in Pool(3).imap_unordered(work, [1, 2, 3]): t(n)
                """, t -> new Pool(3).imapUnordered(n -> { turns(3 * (4 - n)); return n; }, List.of(1, 2, 3))
                    .forEach(n -> t.add(n))),

            twin("imap-raises-in-the-place-of-a-result-and-goes-on", """
                def work(n):
                    if n == 2: raise Oops('two')
                    return n
                results = Group().imap(work, [1, 2, 3])
                for i in range(3): t.attempt(results.next)
                """, t -> {
                    var results = new Group().imap(n -> {
                        if (n == 2) throw new Trace.Oops("two");
                        return n;
                    }, List.of(1, 2, 3));
                    for (int i = 0; i < 3; i++) t.attempt(results::next);
                }),

            twin("maxsize-bounds-how-far-the-workers-are-ahead", """
                begun = 0
                def work(n):
                    global begun
                    begun += 1
                results = Group().imap_unordered(work, range(9), maxsize=2)
                turns(20)
                t(begun)
                next(results)
                turns(20)
                t(begun)
                next(results)
                turns(20)
                t(begun)
                """, t -> {
                    var begun = new AtomicInteger();
                    var results = new Group().imapUnordered(_ -> begun.incrementAndGet(),
                        List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), 2);
                    turns(20);
                    t.add(begun);
                    results.next();
                    turns(20);
                    t.add(begun);
                    results.next();
                    turns(20);
                    t.add(begun);
                }),

            twin("what-the-arguments-raise-comes-behind-the-results", """
                def arguments():
                    yield 1
                    raise Oops('no more')
                results = Group().imap_unordered(lambda n: n, arguments())
                for i in range(2): t.attempt(results.next)
                """, t -> {
                    Iterable<Integer> arguments = Stream.of(1, 2).map(n -> {
                        if (n == 2) throw new IllegalStateException("no more");
                        return n;
                    })::iterator;
                    var results = new Group().imapUnordered(n -> n, arguments);
                    for (int i = 0; i < 2; i++) t.attempt(results::next);
                }).butDiffers(
                    "gevent raises it in front of results that are still worked on, and then waits for ever for the end"));
    }

    private static List<Twin> threads() {
        var pool = "from gevent.threadpool import ThreadPool\npool = ThreadPool(2)\n";
        return List.of(
            twin("while-a-job-blocks-others-run", pool + """
                import threading
                gate = threading.Event()
                def others():
                    turns(3)
                    t('others')
                    gate.set()
                gevent.spawn(others)
                t(pool.apply(gate.wait))
                """, t -> {
                    var gate = new CountDownLatch(1);
                    Coroutine.spawn(() -> { turns(3); t.add("others"); gate.countDown(); });
                    t.add(new ThreadPool(2).<Boolean>apply(() -> gate.await(10, TimeUnit.SECONDS)));
                }),

            twin("what-a-job-raises-comes-out", pool + """
                def fail():
                    raise Oops('broken')
                t.attempt(lambda: pool.apply(fail))
                t.attempt(lambda: pool.spawn(fail).get())
                """, t -> {
                    var threads = new ThreadPool(2);
                    t.attempt(() -> threads.apply(() -> { throw new Trace.Oops("broken"); }));
                    t.attempt(() -> threads.spawn(() -> { throw new Trace.Oops("broken"); }).get());
                }),

            twin("jobs-are-mapped-in-order", pool + """
                t(pool.map(lambda n: n * n, range(10)))
                """, t -> t.add(new ThreadPool(2).map(n -> n * n, IntStream.range(0, 10).boxed().toList()))),

            twin("jobs-are-iterated-in-order", pool + """
                t([n * n for n in pool.imap(lambda n: n, range(10))])
                """, t -> {
                    var all = new ArrayList<Integer>();
                    new ThreadPool(2).imap(n -> n, IntStream.range(0, 10).boxed().toList()).forEach(n -> all.add(n * n));
                    t.add(all);
                }),

            twin("the-pool-of-the-hub", """
                import threading
                here = threading.current_thread()
                t(gevent.get_hub().threadpool.apply(lambda: threading.current_thread() is here))
                """, t -> {
                    var here = Thread.currentThread();
                    t.add(Hub.current().threadPool().<Boolean>apply(() -> Thread.currentThread() == here));
                }));
    }

    private static List<Twin> locals() {
        return List.of(
            twin("each-has-its-own-value", """
                from gevent.local import local
                mine = local()
                mine.x = 'main'
                def work(name):
                    t(hasattr(mine, 'x'))
                    mine.x = name
                    turns(1)
                    t(mine.x)
                gevent.joinall([gevent.spawn(work, name) for name in 'ab'])
                t(mine.x)
                """, t -> {
                    var mine = new CoroutineLocal<String>();
                    mine.set("main");
                    Coroutine.joinAll(Stream.of("a", "b").map(name -> Coroutine.spawn(() -> {
                        t.add(mine.find().isPresent());
                        mine.set(name);
                        turns(1);
                        t.add(mine.get());
                    })).toList());
                    t.add(mine.get());
                }),

            twin("an-initial-value-is-made-for-each-who-asks", """
                from gevent.local import local
                made = 0
                class Mine(local):
                    def __init__(self):
                        global made
                        made += 1
                        self.x = made
                mine = Mine()
                t(mine.x, mine.x, gevent.spawn(lambda: mine.x).get(), mine.x)
                """, t -> {
                    var made = new AtomicInteger();
                    var mine = CoroutineLocal.withInitial(made::incrementAndGet);
                    t.add(mine.get(), mine.get(), Coroutine.spawn(mine::get).get(), mine.get());
                }),

            twin("one-without-a-value-and-one-removed", """
                from gevent.local import local
                mine = local()
                try: mine.x
                except AttributeError: t('none')
                mine.x = 1
                del mine.x
                try: mine.x
                except AttributeError: t('none')
                """, t -> {
                    var mine = new CoroutineLocal<Integer>();
                    if (mine.find().isEmpty()) t.add("none");
                    mine.set(1);
                    mine.remove();
                    if (mine.find().isEmpty()) t.add("none");
                }));
    }
}
