package gangway.parity;

import module java.base;

import gangway.coroutine.Generator;
import gangway.coroutine.GeneratorExit;
import gangway.coroutine.Kernel;
import gangway.coroutine.StopIteration;

import static gangway.parity.Twin.of;

/// Generators as CPython's: closing them, and raising errors in them.
class ClosingProgramsTest implements Parity {

    private static final String GUARDED = """
        def guarded():
            t('begin')
            try:
                yield 1
                yield 2
            except Oops as e:
                t('caught', e)
                yield 3
            finally:
                t('finally')
        """;

    private static Generator<Integer, Void, Void> guarded(Trace t) {
        return Generator.yielding(y -> {
            t.add("begin");
            try {
                y.yield(1);
                y.yield(2);
            } catch (Exception e) {
                t.add("caught", e.getMessage());
                y.yield(3);
            } finally {
                t.add("finally");
            }
        });
    }

    private static final String STUBBORN = """
        def stubborn():
            try: yield 1
            except GeneratorExit: yield 2
        """;

    private static Generator<Integer, Void, Void> stubborn() {
        return Generator.yielding(y -> {
            try {
                y.yield(1);
            } catch (GeneratorExit e) {
                y.yield(2);
            }
        });
    }

    private static Object close(Generator<?, ?, ?> generator) {
        generator.close();
        return null;
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
        return Stream.of(closing(), raising()).flatMap(List::stream).toList();
    }

    private static List<Twin> closing() {
        return List.of(
            of("closing-one-that-has-not-begun", GUARDED + """
                g = guarded()
                g.close()
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = guarded(t);
                    g.close();
                    t.attempt(g::next);
                }),
            of("closing-runs-finally", GUARDED + """
                g = guarded()
                next(g)
                g.close()
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = guarded(t);
                    g.next();
                    g.close();
                    t.attempt(g::next);
                }),
            of("closing-twice", GUARDED + """
                g = guarded()
                next(g)
                g.close()
                g.close()
                """, t -> {
                    var g = guarded(t);
                    g.next();
                    g.close();
                    g.close();
                }),
            of("closing-one-that-has-ended", GUARDED + """
                g = guarded()
                t(list(g))
                g.close()
                """, t -> {
                    var g = guarded(t);
                    t.add(g.stream().toList());
                    g.close();
                }),
            of("a-generator-that-ignores-its-closing", STUBBORN + """
                g = stubborn()
                next(g)
                t.attempt(g.close)
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = stubborn();
                    g.next();
                    t.attempt(() -> close(g));
                    t.attempt(g::next);
                }),
            of("an-error-while-it-is-closed", """
                def f():
                    try: yield 1
                    finally: raise Oops('in finally')
                g = f()
                next(g)
                t.attempt(g.close)
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        try {
                            y.yield(1);
                        } catch (GeneratorExit e) {
                            throw new Trace.Oops("in finally");
                        }
                    });
                    g.next();
                    t.attempt(() -> close(g));
                    t.attempt(g::next);
                }),
            of("catching-the-exit-and-returning", """
                def f():
                    try: yield 1
                    except GeneratorExit: t('exit')
                g = f()
                next(g)
                g.close()
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        try {
                            y.yield(1);
                        } catch (GeneratorExit e) {
                            t.add("exit");
                        }
                    });
                    g.next();
                    g.close();
                    t.attempt(g::next);
                }),
            of("catching-exceptions-does-not-catch-the-exit", """
                def f():
                    try: yield 1
                    except Exception: t('caught')
                    finally: t('finally')
                g = f()
                next(g)
                g.close()
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        try {
                            y.yield(1);
                        } catch (Exception e) {
                            t.add("caught");
                        } finally {
                            t.add("finally");
                        }
                    });
                    g.next();
                    g.close();
                }),
            of("finally-blocks-inside-each-other", """
                def f():
                    try:
                        try: yield 1
                        finally: t('inner')
                    finally: t('outer')
                g = f()
                next(g)
                g.close()
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        try {
                            try {
                                y.yield(1);
                            } finally {
                                t.add("inner");
                            }
                        } finally {
                            t.add("outer");
                        }
                    });
                    g.next();
                    g.close();
                }),
            of("closing-with-a-block", GUARDED + """
                from contextlib import closing
                with closing(guarded()) as g:
                    for v in g:
                        t(v)
                        break
                t('after')
                """, t -> {
                    try (var g = guarded(t)) {
                        for (int v : g) {
                            t.add(v);
                            break;
                        }
                    }
                    t.add("after");
                }));
    }

    private static List<Twin> raising() {
        return List.of(
            of("raising-in-one-that-has-not-begun", GUARDED + """
                g = guarded()
                t.attempt(lambda: g.throw(Oops('x')))
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = guarded(t);
                    t.attempt(() -> g.raise(new Trace.Oops("x")));
                    t.attempt(g::next);
                }),
            of("raising-what-is-caught", GUARDED + """
                g = guarded()
                next(g)
                t.attempt(lambda: g.throw(Oops('x')))
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = guarded(t);
                    g.next();
                    t.attempt(() -> g.raise(new Trace.Oops("x")));
                    t.attempt(g::next);
                }),
            of("raising-what-is-not-caught", """
                def f():
                    try: yield 1
                    finally: t('finally')
                g = f()
                next(g)
                t.attempt(lambda: g.throw(Oops('x')))
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        try {
                            y.yield(1);
                        } finally {
                            t.add("finally");
                        }
                    });
                    g.next();
                    t.attempt(() -> g.raise(new Trace.Oops("x")));
                    t.attempt(g::next);
                }),
            of("raising-in-one-that-has-ended", GUARDED + """
                g = guarded()
                t(list(g))
                t.attempt(lambda: g.throw(Oops('x')))
                """, t -> {
                    var g = guarded(t);
                    t.add(g.stream().toList());
                    t.attempt(() -> g.raise(new Trace.Oops("x")));
                }),
            of("raising-and-returning", """
                def f():
                    try: yield 1
                    except Oops: return 'caught'
                g = f()
                next(g)
                t.attempt(lambda: g.throw(Oops('x')))
                """, t -> {
                    Generator<Integer, Void, String> g = Generator.of(y -> {
                        try {
                            y.yield(1);
                        } catch (Exception e) {
                            return "caught";
                        }
                        return "end";
                    });
                    g.next();
                    t.attempt(() -> g.raise(new Trace.Oops("x")));
                }),
            of("raising-and-raising-another", """
                def f():
                    try: yield 1
                    except Oops: raise KeyError('other')
                g = f()
                next(g)
                try: g.throw(Oops('x'))
                except KeyError: t('other')
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        try {
                            y.yield(1);
                        } catch (Exception e) {
                            throw new NoSuchFieldException("other");
                        }
                    });
                    g.next();
                    try {
                        g.raise(new Trace.Oops("x"));
                    } catch (Exception e) {
                        t.add(e.getMessage());
                    }
                }),
            of("raising-stop-iteration", GUARDED + """
                g = guarded()
                next(g)
                t.attempt(lambda: g.throw(StopIteration()))
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        t.add("begin");
                        try {
                            y.yield(1);
                        } finally {
                            t.add("finally");
                        }
                    });
                    g.next();
                    t.attempt(() -> g.raise(new StopIteration()));
                }),
            of("raising-the-exit", GUARDED + """
                g = guarded()
                next(g)
                t.attempt(lambda: g.throw(GeneratorExit()))
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = guarded(t);
                    g.next();
                    t.attempt(() -> g.raise(new GeneratorExit()));
                    t.attempt(g::next);
                }),
            of("raising-the-exit-in-one-that-ignores-it", STUBBORN + """
                g = stubborn()
                next(g)
                t.attempt(lambda: g.throw(GeneratorExit()))
                """, t -> {
                    var g = stubborn();
                    g.next();
                    t.attempt(() -> g.raise(new GeneratorExit()));
                }),
            of("an-error-may-be-swallowed-again-and-again", """
                def f():
                    n = 0
                    while True:
                        try:
                            yield n
                        except Oops:
                            n += 10
                        else:
                            n += 1
                g = f()
                t(next(g), g.throw(Oops()), next(g), g.throw(Oops()))
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        for (int n = 0; ; ) {
                            try {
                                y.yield(n);
                                n++;
                            } catch (Exception e) {
                                n += 10;
                            }
                        }
                    });
                    t.add(g.next(), g.raise(new Trace.Oops("")), g.next(), g.raise(new Trace.Oops("")));
                }));
    }
}
