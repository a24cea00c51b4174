package gangway.parity;

import module java.base;

import gangway.coroutine.Channel;
import gangway.coroutine.Coroutine;
import gangway.coroutine.Hub;
import gangway.coroutine.JoinableQueue;
import gangway.coroutine.LifoQueue;
import gangway.coroutine.PriorityQueue;
import gangway.coroutine.Queue;

/// Queues and channels as gevent's.
class QueueProgramsTest implements Parity {

    private static final Duration SOON = Duration.ofMillis(1);

    @Override
    public String module() {
        return "gevent";
    }

    @Override
    public List<Twin> twins() {
        return Stream.of(queues(), waits(), kinds(), channels()).flatMap(List::stream).toList();
    }

    private static List<Twin> queues() {
        return List.of(

            Twin.of("first-in-first-out", """
                from gevent.queue import Queue
                q = Queue()
                for i in range(5): q.put(i)
                t(q.qsize(), q.empty(), q.full())
                for i in range(5): t(q.get())
                t(q.qsize(), q.empty(), q.full())
                """, t -> {
                    var q = new Queue<Integer>();
                    for (int i = 0; i < 5; i++) q.put(i);
                    t.add(q.size(), q.isEmpty(), q.isFull());
                    for (int i = 0; i < 5; i++) t.add(q.get());
                    t.add(q.size(), q.isEmpty(), q.isFull());
                }),

            Twin.of("nothing-to-get", """
                from gevent.queue import Queue
                q = Queue()
                def attempt(what):
                    try: what()
                    except BaseException as e: t.kind(e)
                attempt(q.get_nowait)
                attempt(lambda: q.get(timeout=0.001))
                attempt(q.peek_nowait)
                attempt(lambda: q.peek(timeout=0.001))
                """, t -> {
                    var q = new Queue<Integer>();
                    attempt(t, () -> q.getNow());
                    attempt(t, () -> q.get(SOON));
                    attempt(t, () -> q.peekNow());
                    attempt(t, () -> q.peek(SOON));
                }),

            Twin.of("no-room", """
                from gevent.queue import Queue
                q = Queue(1)
                q.put(1)
                t(q.full())
                def attempt(what):
                    try: what()
                    except BaseException as e: t.kind(e)
                attempt(lambda: q.put_nowait(2))
                attempt(lambda: q.put(2, timeout=0.001))
                t(q.get(), q.qsize())
                """, t -> {
                    var q = new Queue<Integer>(1);
                    q.put(1);
                    t.add(q.isFull());
                    attempt(t, () -> q.putNow(2));
                    attempt(t, () -> q.put(2, SOON));
                    t.add(q.get(), q.size());
                }),

            Twin.of("to-look-takes-nothing", """
                from gevent.queue import Queue
                q = Queue()
                q.put(1)
                q.put(2)
                t(q.peek(), q.peek_nowait(), q.qsize())
                t(q.get(), q.peek())
                """, t -> {
                    var q = new Queue<Integer>();
                    q.put(1);
                    q.put(2);
                    t.add(q.peek(), q.peekNow(), q.size());
                    t.add(q.get(), q.peek());
                }),

            Twin.of("a-loop-over-a-queue-ends", """
                import gevent
                from gevent.queue import Queue
                q = Queue()
                def consume():
                    for item in q: t(item)
                    t('end')
                g = gevent.spawn(consume)
                q.put(1)
                gevent.sleep(0)
                q.put(2)
                q.put(StopIteration)
                g.join()
                """, t -> {
                    var q = new Queue<Integer>();
                    var g = Coroutine.spawn(() -> {
                        for (int item : q) t.add(item);
                        t.add("end");
                    });
                    q.put(1);
                    Coroutine.yieldNow();
                    q.put(2);
                    q.shutdown();
                    g.join();
                }),

            Twin.of("a-loop-that-ends-ends-the-others", """
                import gevent
                from gevent.queue import Queue
                q = Queue()
                def consume(name):
                    for item in q: t(name, item)
                    t(name, 'ends')
                all = [gevent.spawn(consume, name) for name in 'ab']
                gevent.sleep(0)
                q.put(StopIteration)
                gevent.joinall(all, timeout=0.01)
                """, t -> {
                    var q = new Queue<Integer>();
                    var all = spawn("ab", name -> {
                        for (int item : q) t.add(name, item);
                        t.add(name, "ends");
                    });
                    Coroutine.yieldNow();
                    q.shutdown();
                    all.forEach(each -> each.join(Duration.ofMillis(10)));
                }).butDiffers("a shutdown ends all who get; gevent's StopIteration item ends the one who gets it"),

            Twin.of("room-for-nothing", """
                import warnings
                warnings.simplefilter('ignore')
                from gevent.queue import Queue
                t.attempt(lambda: Queue(0).maxsize)
                """, t -> t.attempt(() -> new Queue<Integer>(0)))
                .butDiffers("0 was a channel once and has room for all now, so it is refused"));
    }

    private static List<Twin> waits() {
        return List.of(

            Twin.of("those-who-get-are-served-in-turn", """
                import gevent
                from gevent.queue import Queue
                q = Queue()
                def work(name): t(name, q.get())
                all = [gevent.spawn(work, name) for name in 'abc']
                gevent.sleep(0)
                for i in range(3): q.put(i)
                t('put')
                gevent.joinall(all)
                """, t -> {
                    var q = new Queue<Integer>();
                    var all = spawn("abc", name -> t.add(name, q.get()));
                    Coroutine.yieldNow();
                    for (int i = 0; i < 3; i++) q.put(i);
                    t.add("put");
                    all.forEach(Coroutine::join);
                }),

            Twin.of("those-who-put-are-served-in-turn", """
                import gevent
                from gevent.queue import Queue
                q = Queue(1)
                q.put('0')
                def work(name):
                    q.put(name)
                    t(name, 'has put')
                all = [gevent.spawn(work, name) for name in 'abc']
                gevent.sleep(0)
                for i in range(4):
                    t(q.get())
                    [gevent.sleep(0) for _ in range(6)]
                """, t -> {
                    var q = new Queue<String>(1);
                    q.put("0");
                    spawn("abc", name -> {
                        q.put(name);
                        t.add(name, "has put");
                    });
                    Coroutine.yieldNow();
                    for (int i = 0; i < 4; i++) {
                        t.add(q.get());
                        settle();
                    }
                }),

            Twin.of("a-producer-with-room-for-two", """
                import gevent
                from gevent.queue import Queue
                q = Queue(2)
                def produce():
                    for i in range(5):
                        q.put(i)
                        t('put', i)
                g = gevent.spawn(produce)
                [gevent.sleep(0) for _ in range(6)]
                for i in range(5):
                    t('got', q.get())
                    [gevent.sleep(0) for _ in range(6)]
                """, t -> {
                    var q = new Queue<Integer>(2);
                    Coroutine.spawn(() -> {
                        for (int i = 0; i < 5; i++) {
                            q.put(i);
                            t.add("put", i);
                        }
                    });
                    settle();
                    for (int i = 0; i < 5; i++) {
                        t.add("got", q.get());
                        settle();
                    }
                }),

            Twin.of("a-getter-that-is-killed-leaves-the-value-to-the-next", """
                import gevent
                from gevent.queue import Queue
                q = Queue()
                def work(name): t(name, q.get())
                a, b = [gevent.spawn(work, name) for name in 'ab']
                gevent.sleep(0)
                a.kill()
                q.put(1)
                b.join()
                """, t -> {
                    var q = new Queue<Integer>();
                    var both = spawn("ab", name -> t.add(name, q.get()));
                    Coroutine.yieldNow();
                    both.get(0).kill();
                    q.put(1);
                    both.get(1).join();
                }),

            Twin.of("a-putter-that-is-killed-takes-its-value-along", """
                import gevent
                from gevent.queue import Queue
                q = Queue(1)
                q.put(0)
                a, b = [gevent.spawn(q.put, name) for name in 'ab']
                gevent.sleep(0)
                a.kill()
                t(q.get(), q.get(), q.qsize())
                """, t -> {
                    var q = new Queue<Object>(1);
                    q.put(0);
                    var both = spawn("ab", q::put);
                    Coroutine.yieldNow();
                    both.get(0).kill();
                    t.add(q.get(), q.get(), q.size());
                }),

            Twin.of("a-value-for-one-who-waits-cannot-be-taken-first", """
                import gevent
                from gevent.queue import Queue
                q = Queue()
                g = gevent.spawn(q.get)
                gevent.sleep(0)
                q.put(1)
                t(q.qsize())
                g.join()
                """, t -> {
                    var q = new Queue<Integer>();
                    var g = Coroutine.spawn(() -> q.get());
                    Coroutine.yieldNow();
                    q.put(1);
                    t.add(q.size());
                    g.join();
                }).butDiffers("it goes into the hands of the one that waits; gevent's lies in the open until the hub runs"),

            Twin.of("a-getter-that-dies-in-the-turn-of-its-value", """
                import gevent
                from gevent.queue import Queue
                q = Queue()
                def work(): t('got', q.get())
                g = gevent.spawn(work)
                gevent.sleep(0)
                q.put(1)
                g.kill()
                t(q.qsize())
                """, t -> {
                    var q = new Queue<Integer>();
                    var g = Coroutine.spawn(() -> t.add("got", q.get()));
                    Coroutine.yieldNow();
                    q.put(1);
                    g.kill();
                    t.add(q.size());
                }),

            Twin.of("a-callback-of-the-hub-puts-and-gets", """
                import gevent
                from gevent.queue import Queue
                q = Queue(1)
                def callback():
                    q.put_nowait(1)
                    t(q.get_nowait())
                    q.put_nowait(2)
                    try: q.put_nowait(3)
                    except BaseException as e: t.kind(e)
                gevent.get_hub().loop.run_callback(callback)
                [gevent.sleep(0) for _ in range(6)]
                t(q.get())
                """, t -> {
                    var q = new Queue<Integer>(1);
                    Hub.current().execute(() -> {
                        q.putNow(1);
                        t.add(q.getNow());
                        q.putNow(2);
                        attempt(t, () -> q.putNow(3));
                    });
                    settle();
                    t.add(q.get());
                }));
    }

    private static List<Twin> kinds() {
        return List.of(

            Twin.of("the-smallest-first", """
                from gevent.queue import PriorityQueue
                q = PriorityQueue()
                for i in (3, 1, 4, 1, 5): q.put(i)
                t(q.peek())
                for i in range(5): t(q.get())
                """, t -> {
                    var q = new PriorityQueue<Integer>();
                    for (int i : new int[] {3, 1, 4, 1, 5}) q.put(i);
                    t.add(q.peek());
                    for (int i = 0; i < 5; i++) t.add(q.get());
                }),

            Twin.of("the-smallest-of-those-that-have-room", """
                import gevent
                from gevent.queue import PriorityQueue
                q = PriorityQueue(2)
                q.put(5)
                q.put(7)
                g = gevent.spawn(q.put, 1)
                gevent.sleep(0)
                for i in range(3):
                    t(q.get())
                    [gevent.sleep(0) for _ in range(6)]
                """, t -> {
                    var q = new PriorityQueue<Integer>(2);
                    q.put(5);
                    q.put(7);
                    Coroutine.spawn(() -> q.put(1));
                    Coroutine.yieldNow();
                    for (int i = 0; i < 3; i++) {
                        t.add(q.get());
                        settle();
                    }
                }),

            Twin.of("last-in-first-out", """
                from gevent.queue import LifoQueue
                q = LifoQueue(3)
                for i in range(3): q.put(i)
                t(q.full(), q.peek())
                for i in range(3): t(q.get())
                """, t -> {
                    var q = new LifoQueue<Integer>(3);
                    for (int i = 0; i < 3; i++) q.put(i);
                    t.add(q.isFull(), q.peek());
                    for (int i = 0; i < 3; i++) t.add(q.get());
                }),

            Twin.of("who-joins-a-queue-waits-for-its-tasks", """
                import gevent
                from gevent.queue import JoinableQueue
                q = JoinableQueue()
                def work():
                    while True:
                        item = q.get()
                        gevent.sleep(0)
                        t('done', item)
                        q.task_done()
                g = gevent.spawn(work)
                for i in range(3): q.put(i)
                t(q.unfinished_tasks)
                q.join()
                t('joined', q.unfinished_tasks)
                """, t -> {
                    var q = new JoinableQueue<Integer>();
                    Coroutine.spawn(() -> {
                        while (true) {
                            int item = q.get();
                            Coroutine.yieldNow();
                            t.add("done", item);
                            q.taskDone();
                        }
                    });
                    for (int i = 0; i < 3; i++) q.put(i);
                    t.add(q.unfinished());
                    q.join();
                    t.add("joined", q.unfinished());
                }),

            Twin.of("a-join-may-be-too-late", """
                from gevent.queue import JoinableQueue
                q = JoinableQueue()
                t(q.join(timeout=0.001))
                q.put(1)
                t(q.join(timeout=0.001))
                q.get()
                t(q.join(timeout=0.001))
                q.task_done()
                t(q.join(timeout=0.001))
                try: q.task_done()
                except BaseException as e: t.kind(e)
                """, t -> {
                    var q = new JoinableQueue<Integer>();
                    t.add(q.join(SOON));
                    q.put(1);
                    t.add(q.join(SOON));
                    q.get();
                    t.add(q.join(SOON));
                    q.taskDone();
                    t.add(q.join(SOON));
                    attempt(t, q::taskDone);
                }));
    }

    private static List<Twin> channels() {
        return List.of(

            Twin.of("a-channel-has-room-for-nothing", """
                from gevent.queue import Channel
                c = Channel()
                t(c.qsize(), c.empty(), c.full())
                def attempt(what):
                    try: what()
                    except BaseException as e: t.kind(e)
                attempt(c.get_nowait)
                attempt(lambda: c.get(timeout=0.001))
                attempt(lambda: c.put_nowait(1))
                attempt(lambda: c.put(1, timeout=0.001))
                """, t -> {
                    var c = new Channel<Integer>();
                    t.add(c.size(), c.isEmpty(), c.isFull());
                    attempt(t, () -> c.getNow());
                    attempt(t, () -> c.get(SOON));
                    attempt(t, () -> c.putNow(1));
                    attempt(t, () -> c.put(1, SOON));
                }),

            Twin.of("who-puts-into-a-channel-waits-until-it-is-taken", """
                import gevent
                from gevent.queue import Channel
                c = Channel()
                def produce():
                    for i in range(3):
                        t('putting', i)
                        c.put(i)
                        t('put', i)
                g = gevent.spawn(produce)
                [gevent.sleep(0) for _ in range(6)]
                for i in range(3):
                    t('got', c.get())
                    [gevent.sleep(0) for _ in range(6)]
                """, t -> {
                    var c = new Channel<Integer>();
                    Coroutine.spawn(() -> {
                        for (int i = 0; i < 3; i++) {
                            t.add("putting", i);
                            c.put(i);
                            t.add("put", i);
                        }
                    });
                    settle();
                    for (int i = 0; i < 3; i++) {
                        t.add("got", c.get());
                        settle();
                    }
                }),

            Twin.of("a-channel-serves-in-turn", """
                import gevent
                from gevent.queue import Channel
                c = Channel()
                getters = [gevent.spawn(lambda name: t(name, c.get()), name) for name in 'abc']
                gevent.sleep(0)
                for i in range(3):
                    c.put(i)
                putters = [gevent.spawn(c.put, i) for i in range(3)]
                gevent.sleep(0)
                t(c.get(), c.get(), c.get())
                """, t -> {
                    var c = new Channel<Integer>();
                    var getters = spawn("abc", name -> t.add(name, c.get()));
                    Coroutine.yieldNow();
                    for (int i = 0; i < 3; i++) c.put(i);
                    getters.forEach(Coroutine::join);
                    IntStream.range(0, 3).forEach(i -> Coroutine.spawn(() -> c.put(i)));
                    Coroutine.yieldNow();
                    t.add(c.get(), c.get(), c.get());
                }),

            Twin.of("who-leaves-a-channel-leaves-no-value", """
                import gevent
                from gevent.queue import Channel
                c = Channel()
                a, b = [gevent.spawn(c.put, name) for name in 'ab']
                gevent.sleep(0)
                a.kill()
                t(c.get())
                """, t -> {
                    var c = new Channel<String>();
                    var both = spawn("ab", c::put);
                    Coroutine.yieldNow();
                    both.get(0).kill();
                    t.add(c.get());
                }),

            Twin.of("who-runs-first-when-a-getter-waits", """
                import gevent
                from gevent.queue import Channel
                c = Channel()
                g = gevent.spawn(lambda: t('got', c.get()))
                gevent.sleep(0)
                c.put(1)
                t('put')
                g.join()
                """, t -> {
                    var c = new Channel<Integer>();
                    var g = Coroutine.spawn(() -> t.add("got", c.get()));
                    Coroutine.yieldNow();
                    c.put(1);
                    t.add("put");
                    g.join();
                }).butDiffers("the getter has it, so the putter goes on: one switch for each value and not two, as in Go"));
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

    private static void attempt(Trace t, Runnable what) {
        try {
            what.run();
        } catch (Throwable e) {
            t.kind(e);
        }
    }
}
