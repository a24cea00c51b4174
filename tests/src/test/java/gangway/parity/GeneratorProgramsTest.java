package gangway.parity;

import module java.base;

import gangway.coroutine.Coroutine;
import gangway.coroutine.Generator;
import gangway.coroutine.Kernel;
import gangway.coroutine.StopIteration;

import static gangway.parity.Twin.of;

/// Generators as CPython's: beginning, sending, ending, states.
class GeneratorProgramsTest implements Parity {

    private static final String COUNT = """
        def count(n):
            t('begin')
            try:
                for i in range(n):
                    t('got', (yield i))
                t('end')
                return 'result'
            finally:
                t('finally')
        """;

    private static Generator<Integer, String, String> count(Trace t, int n) {
        return Generator.of(y -> {
            t.add("begin");
            try {
                for (int i = 0; i < n; i++) t.add("got", y.yield(i));
                t.add("end");
                return "result";
            } finally {
                t.add("finally");
            }
        });
    }

    private static String state(Generator<?, ?, ?> generator) {
        return "GEN_" + generator.state();
    }

    @Override
    public String module() {
        return "inspect";
    }

    @Override
    public List<Kernel> kernels() {
        return List.of(Kernel.VIRTUAL);
    }

    @Override
    public List<Twin> twins() {
        return Stream.of(beginning(), ending(), asking(), stating()).flatMap(List::stream).toList();
    }

    private static List<Twin> beginning() {
        return List.of(
            of("calling-runs-nothing", COUNT + """
                g = count(2)
                t('made')
                """, t -> {
                    count(t, 2);
                    t.add("made");
                }),
            of("next-runs-to-the-first-yield", COUNT + """
                g = count(2)
                t(next(g))
                """, t -> {
                    var g = count(t, 2);
                    t.add(g.next());
                }),
            of("one-that-goes-out-of-scope", COUNT + """
                def use():
                    g = count(2)
                    t(next(g))
                use()
                t('after')
                """, t -> {
                    use(count(t, 2), t);
                    t.add("after");
                }).butDiffers("CPython counts references and closes it at once; the JVM finds out some time later"),
            of("next-three-times", COUNT + """
                g = count(2)
                for _ in range(3): t.attempt(lambda: next(g))
                """, t -> {
                    var g = count(t, 2);
                    for (int i = 0; i < 3; i++) t.attempt(g::next);
                }),
            of("send-is-what-yield-returns", COUNT + """
                g = count(2)
                t(next(g))
                t(g.send('hello'))
                t.attempt(lambda: g.send('world'))
                """, t -> {
                    var g = count(t, 2);
                    t.add(g.next());
                    t.add(g.send("hello"));
                    t.attempt(() -> g.send("world"));
                }),
            of("send-none-begins", COUNT + """
                g = count(1)
                t(g.send(None))
                g.close()
                """, t -> {
                    var g = count(t, 1);
                    t.add(g.send(null));
                    g.close();
                }),
            of("send-something-does-not-begin", COUNT + """
                g = count(1)
                try: g.send('x')
                except TypeError as e: t.kind(e)
                t(next(g))
                g.close()
                """, t -> {
                    var g = count(t, 1);
                    try {
                        g.send("x");
                    } catch (IllegalStateException e) {
                        t.kind(e);
                    }
                    t.add(g.next());
                    g.close();
                }),
            of("send-to-one-that-has-ended", COUNT + """
                g = count(0)
                t.attempt(lambda: next(g))
                t.attempt(lambda: g.send('x'))
                """, t -> {
                    var g = count(t, 0);
                    t.attempt(g::next);
                    t.attempt(() -> g.send("x"));
                }));
    }

    private static List<Twin> ending() {
        return List.of(
            of("the-result-is-told-once", COUNT + """
                g = count(0)
                for _ in range(3): t.attempt(lambda: next(g))
                """, t -> {
                    var g = count(t, 0);
                    for (int i = 0; i < 3; i++) t.attempt(g::next);
                }),
            of("no-result-is-none", """
                def f():
                    yield 1
                g = f()
                next(g)
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> y.yield(1));
                    g.next();
                    t.attempt(g::next);
                }),
            of("an-error-comes-out-and-ends-it", """
                def f():
                    yield 1
                    raise Oops('broken')
                g = f()
                for _ in range(3): t.attempt(lambda: next(g))
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        y.yield(1);
                        throw new Trace.Oops("broken");
                    });
                    for (int i = 0; i < 3; i++) t.attempt(g::next);
                }),
            of("the-error-is-the-same-object", """
                e = Oops('broken')
                def f():
                    raise e
                    yield
                try: next(f())
                except Oops as caught: t(caught is e)
                """, t -> {
                    var e = new Trace.Oops("broken");
                    try {
                        Generator.<Integer>yielding(_ -> { throw e; }).next();
                    } catch (Exception caught) {
                        t.add(caught == e);
                    }
                }),
            of("stop-iteration-inside-is-an-error", """
                def f():
                    yield 1
                    raise StopIteration
                g = f()
                for _ in range(3): t.attempt(lambda: next(g))
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        y.yield(1);
                        throw new StopIteration();
                    });
                    for (int i = 0; i < 3; i++) t.attempt(g::next);
                }),
            of("stop-iteration-of-another-is-an-error-too", """
                def f():
                    yield next(iter_of_nothing)
                def nothing():
                    return
                    yield
                iter_of_nothing = nothing()
                t.attempt(lambda: next(f()))
                """, t -> {
                    var nothing = Generator.<Integer>yielding(_ -> {});
                    t.attempt(Generator.<Integer>yielding(y -> y.yield(nothing.next()))::next);
                }),
            of("the-cause-of-that-is-kept", """
                def f():
                    raise StopIteration
                    yield
                try: next(f())
                except RuntimeError as e: t(type(e.__cause__).__name__)
                """, t -> {
                    try {
                        Generator.<Integer>yielding(_ -> { throw new StopIteration(); }).next();
                    } catch (IllegalStateException e) {
                        t.add(e.getCause().getClass().getSimpleName());
                    }
                }),
            of("stop-iteration-may-be-caught-inside", """
                def f():
                    try: raise StopIteration
                    except StopIteration: yield 'caught'
                t.attempt(lambda: next(f()))
                """, t -> t.attempt(Generator.<String>yielding(y -> {
                    try {
                        throw new StopIteration();
                    } catch (StopIteration e) {
                        y.yield("caught");
                    }
                })::next)),
            of("a-yield-in-finally-is-legal", """
                def f():
                    try: yield 1
                    finally: yield 2
                for v in f(): t(v)
                """, t -> {
                    for (int v : Generator.<Integer>yielding(y -> {
                        try {
                            y.yield(1);
                        } finally {
                            y.yield(2);
                        }
                    })) t.add(v);
                }),
            of("none-is-a-value", """
                def f():
                    yield None
                    yield None
                t(list(f()))
                """, t -> {
                    var all = new ArrayList<>();
                    Generator.yielding(y -> {
                        y.yield(null);
                        y.yield(null);
                    }).forEach(all::add);
                    t.add(all);
                }));
    }

    private static List<Twin> asking() {
        return List.of(
            of("a-for-loop-takes-all", COUNT + """
                for v in count(3): t(v)
                """, t -> {
                    for (int v : count(t, 3)) t.add(v);
                }),
            of("a-loop-may-be-left-and-entered-again", COUNT + """
                g = count(4)
                for v in g:
                    t(v)
                    if v == 1: break
                for v in g: t(v)
                """, t -> {
                    var g = count(t, 4);
                    for (int v : g) {
                        t.add(v);
                        if (v == 1) break;
                    }
                    for (int v : g) t.add(v);
                }),
            of("a-list-takes-all", COUNT + """
                t(list(count(3)))
                """, t -> t.add(count(t, 3).stream().toList())),
            of("a-list-of-one-that-has-begun", COUNT + """
                g = count(4)
                next(g)
                t(list(g))
                """, t -> {
                    var g = count(t, 4);
                    g.next();
                    t.add(g.stream().toList());
                }),
            of("a-slice-takes-what-it-needs", """
                from itertools import islice
                def f():
                    i = 0
                    while True:
                        t('at', i)
                        yield i
                        i += 1
                t(list(islice(f(), 3)))
                """, t -> t.add(Generator.<Integer>yielding(y -> {
                    for (int i = 0; ; i++) {
                        t.add("at", i);
                        y.yield(i);
                    }
                }).stream().limit(3).toList())),
            of("generators-in-a-row", """
                def numbers():
                    i = 1
                    while True:
                        yield i
                        i += 1
                def squares(them):
                    for i in them: yield i * i
                def even(them):
                    for i in them:
                        if i % 2 == 0: yield i
                g = even(squares(numbers()))
                t(next(g), next(g), next(g))
                """, t -> {
                    var numbers = Generator.<Integer>yielding(y -> {
                        for (int i = 1; ; i++) y.yield(i);
                    });
                    var squares = Generator.<Integer>yielding(y -> {
                        for (int i : numbers) y.yield(i * i);
                    });
                    var even = Generator.<Integer>yielding(y -> {
                        for (int i : squares) if (i % 2 == 0) y.yield(i);
                    });
                    t.add(even.next(), even.next(), even.next());
                }),
            of("two-of-the-same-are-two", COUNT + """
                a = count(2)
                b = count(2)
                t(next(a), next(b), next(a))
                a.close()
                b.close()
                """, t -> {
                    var a = count(t, 2);
                    var b = count(t, 2);
                    t.add(a.next(), b.next(), a.next());
                    a.close();
                    b.close();
                }),
            of("an-average", """
                def average():
                    total = n = 0
                    while True:
                        total += (yield total // n if n else 0)
                        n += 1
                g = average()
                next(g)
                t(g.send(10), g.send(20), g.send(60))
                """, t -> {
                    Generator<Integer, Integer, Void> g = Generator.of(y -> {
                        for (int total = 0, n = 0; ; n++) total += y.yield(n == 0 ? 0 : total / n);
                    });
                    g.next();
                    t.add(g.send(10), g.send(20), g.send(60));
                }),
            of("it-is-its-own-iterator", COUNT + """
                g = count(1)
                t(iter(g) is g)
                """, t -> {
                    var g = count(t, 1);
                    t.add(g.iterator() == g);
                }),
            of("another-thread-may-go-on", """
                import threading
                def f():
                    yield threading.current_thread().name
                    yield threading.current_thread().name
                g = f()
                next(g)
                thread = threading.Thread(target=lambda: t(next(g)), name='other')
                thread.start()
                thread.join()
                """, t -> {
                    var g = Generator.<String>yielding(y -> {
                        y.yield(Thread.currentThread().getName());
                        y.yield(Thread.currentThread().getName());
                    });
                    g.next();
                    Thread.ofPlatform().name("other").start(() -> t.add(g.next())).join();
                }));
    }

    private static final String STATE = """
        from inspect import getgeneratorstate as state
        """;

    private static List<Twin> stating() {
        return List.of(
            of("states-of-a-life", STATE + COUNT + """
                g = count(1)
                t(state(g))
                next(g)
                t(state(g))
                t.attempt(lambda: next(g))
                t(state(g))
                """, t -> {
                    var g = count(t, 1);
                    t.add(state(g));
                    g.next();
                    t.add(state(g));
                    t.attempt(g::next);
                    t.add(state(g));
                }),
            of("the-state-inside-is-running", STATE + """
                def f():
                    yield state(g)
                g = f()
                t(next(g))
                """, t -> {
                    var g = new AtomicReference<Generator<String, Void, Void>>();
                    g.set(Generator.yielding(y -> y.yield(state(g.get()))));
                    t.add(g.get().next());
                }),
            of("the-state-after-an-error-is-closed", STATE + """
                def f():
                    raise Oops('x')
                    yield
                g = f()
                t.attempt(lambda: next(g))
                t(state(g))
                """, t -> {
                    var g = Generator.<Integer>yielding(_ -> { throw new Trace.Oops("x"); });
                    t.attempt(g::next);
                    t.add(state(g));
                }),
            of("it-cannot-ask-itself", """
                def f():
                    try: next(g)
                    except ValueError as e: yield str(e)
                g = f()
                t(next(g))
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = new AtomicReference<Generator<String, Void, Void>>();
                    g.set(Generator.yielding(y -> {
                        try {
                            g.get().next();
                        } catch (IllegalStateException e) {
                            y.yield(e.getMessage().split(";")[0]);
                        }
                    }));
                    t.add(g.get().next());
                    t.attempt(g.get()::next);
                }),
            of("it-cannot-close-itself", """
                def f():
                    t.attempt(g.close)
                    yield 1
                g = f()
                t(next(g))
                """, t -> {
                    var g = new AtomicReference<Generator<Integer, Void, Void>>();
                    g.set(Generator.yielding(y -> {
                        t.attempt(() -> {
                            g.get().close();
                            return null;
                        });
                        y.yield(1);
                    }));
                    t.add(g.get().next());
                }),
            of("it-cannot-be-asked-in-the-middle-by-whom-it-asks", """
                def a():
                    yield from b()
                def b():
                    t.attempt(lambda: next(g))
                    yield 1
                g = a()
                t(next(g))
                """, t -> {
                    var g = new AtomicReference<Generator<Integer, Void, Void>>();
                    Generator<Integer, Void, Void> b = Generator.yielding(y -> {
                        t.attempt(g.get()::next);
                        y.yield(1);
                    });
                    g.set(Generator.yielding(y -> y.yieldFrom(b)));
                    t.add(g.get().next());
                }),
            of("one-that-nobody-refers-to-is-closed", """
                import gc
                def f():
                    try: yield 1
                    finally: t('finally')
                next(f())
                gc.collect()
                """, t -> {
                    var closed = new CountDownLatch(1);
                    begin(t, closed);
                    for (int i = 0; i < 500 && closed.getCount() > 0; i++) {
                        System.gc();
                        Coroutine.sleep(Duration.ofMillis(1));
                    }
                }));
    }

    private static void use(Generator<?, ?, ?> generator, Trace t) {
        t.add(generator.next());
    }

    private static void begin(Trace t, CountDownLatch closed) {
        Generator.<Integer>yielding(y -> {
            try {
                y.yield(1);
            } finally {
                t.add("finally");
                closed.countDown();
            }
        }).next();
    }
}
