package gangway.parity;

import module java.base;

import gangway.coroutine.Generator;
import gangway.coroutine.GeneratorExit;
import gangway.coroutine.Kernel;
import gangway.coroutine.StopIteration;

import static gangway.parity.Twin.of;

/// Generators as CPython's: one yields from another.
class YieldFromProgramsTest implements Parity {

    private static final String BOTH = """
        def inner():
            try:
                t('inner got', (yield 'a'))
                yield 'b'
                return 42
            except Oops as e:
                t('inner caught', e)
                yield 'c'
                return -1
            finally:
                t('inner finally')
        def outer():
            try:
                t('result', (yield from inner()))
                yield 'end'
            finally:
                t('outer finally')
        """;

    private static Generator<String, String, Integer> inner(Trace t) {
        return Generator.of(y -> {
            try {
                t.add("inner got", y.yield("a"));
                y.yield("b");
                return 42;
            } catch (Exception e) {
                t.add("inner caught", e.getMessage());
                y.yield("c");
                return -1;
            } finally {
                t.add("inner finally");
            }
        });
    }

    private static Generator<String, String, Void> outer(Trace t) {
        return outer(t, inner(t));
    }

    private static Generator<String, String, Void> outer(Trace t, Generator<String, String, ?> inner) {
        return Generator.of(y -> {
            try {
                t.add("result", y.yieldFrom(inner));
                y.yield("end");
                return null;
            } finally {
                t.add("outer finally");
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
        return Stream.of(passing(), closing(), nesting()).flatMap(List::stream).toList();
    }

    private static List<Twin> passing() {
        return List.of(
            of("values-come-through", BOTH + """
                t(list(outer()))
                """, t -> t.add(outer(t).stream().toList())),
            of("what-is-sent-goes-through", BOTH + """
                g = outer()
                t(next(g), g.send('x'), next(g))
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = outer(t);
                    t.add(g.next(), g.send("x"), g.next());
                    t.attempt(g::next);
                }),
            of("what-is-raised-goes-through", BOTH + """
                g = outer()
                t(next(g), g.throw(Oops('x')), next(g))
                g.close()
                """, t -> {
                    var g = outer(t);
                    t.add(g.next(), g.raise(new Trace.Oops("x")), g.next());
                    g.close();
                }),
            of("an-error-of-the-inner-comes-to-the-outer", """
                def inner():
                    yield 1
                    raise Oops('inner')
                def outer():
                    try: yield from inner()
                    except Oops as e: yield str(e)
                t(list(outer()))
                """, t -> t.add(Generator.<Object>yielding(y -> {
                    try {
                        y.yieldFrom(Generator.<Object>yielding(z -> {
                            z.yield(1);
                            throw new Trace.Oops("inner");
                        }));
                    } catch (Exception e) {
                        y.yield(e.getMessage());
                    }
                }).stream().toList())),
            of("stop-iteration-in-the-inner-is-an-error-in-the-outer", """
                def inner():
                    raise StopIteration
                    yield
                def outer():
                    try: yield from inner()
                    except RuntimeError as e: yield str(e)
                t(list(outer()))
                """, t -> t.add(Generator.<String>yielding(y -> {
                    try {
                        y.yieldFrom(Generator.<String>yielding(_ -> { throw new StopIteration(); }));
                    } catch (IllegalStateException e) {
                        y.yield(e.getMessage());
                    }
                }).stream().toList())),
            of("from-a-list", """
                def outer():
                    yield from [1, 2]
                    yield from (3,)
                t(list(outer()))
                """, t -> t.add(Generator.<Integer>yielding(y -> {
                    y.yieldFrom(List.of(1, 2));
                    y.yieldFrom(List.of(3));
                }).stream().toList())),
            of("nothing-can-be-sent-to-a-list", """
                def outer(): yield from [1, 2]
                g = outer()
                next(g)
                try: g.send('x')
                except AttributeError as e: t.kind(e)
                t.attempt(lambda: next(g))
                """, t -> {
                    Generator<Integer, String, Void> g = Generator.of(y -> {
                        y.yieldFrom(List.of(1, 2));
                        return null;
                    });
                    g.next();
                    try {
                        g.send("x");
                    } catch (UnsupportedOperationException e) {
                        t.kind(e);
                    }
                    t.attempt(g::next);
                }),
            of("what-is-raised-at-a-list-is-raised-in-the-outer", """
                def outer():
                    try: yield from [1, 2]
                    except Oops as e: yield str(e)
                g = outer()
                t(next(g), g.throw(Oops('x')))
                """, t -> {
                    var g = Generator.<Object>yielding(y -> {
                        try {
                            y.yieldFrom(List.of(1, 2));
                        } catch (Exception e) {
                            y.yield(e.getMessage());
                        }
                    });
                    t.add(g.next(), g.raise(new Trace.Oops("x")));
                }));
    }

    private static final String STUBBORN = """
        def inner():
            try: yield 1
            except GeneratorExit: yield 2
        def outer():
            try: yield from inner()
            except RuntimeError as e: t(e)
        """;

    private static Generator<Integer, Void, Void> stubborn(Trace t) {
        return Generator.yielding(y -> {
            try {
                y.yieldFrom(Generator.<Integer>yielding(z -> {
                    try {
                        z.yield(1);
                    } catch (GeneratorExit e) {
                        z.yield(2);
                    }
                }));
            } catch (IllegalStateException e) {
                t.add(e.getMessage().split(";")[0]);
            }
        });
    }

    private static List<Twin> closing() {
        return List.of(
            of("closing-goes-from-the-inside-out", BOTH + """
                g = outer()
                next(g)
                g.close()
                """, t -> {
                    var g = outer(t);
                    g.next();
                    g.close();
                }),
            of("raising-the-exit-goes-from-the-inside-out", BOTH + """
                g = outer()
                next(g)
                t.attempt(lambda: g.throw(GeneratorExit()))
                """, t -> {
                    var g = outer(t);
                    g.next();
                    t.attempt(() -> g.raise(new GeneratorExit()));
                }),
            of("an-inner-that-ignores-its-closing", STUBBORN + """
                g = outer()
                next(g)
                t.attempt(g.close)
                """, t -> {
                    var g = stubborn(t);
                    g.next();
                    t.attempt(() -> close(g));
                }),
            of("an-inner-that-fails-while-it-is-closed", """
                def inner():
                    try: yield 1
                    finally: raise Oops('inner')
                def outer():
                    try: yield from inner()
                    finally: t('outer')
                g = outer()
                next(g)
                t.attempt(g.close)
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        try {
                            y.yieldFrom(Generator.<Integer>yielding(z -> {
                                try {
                                    z.yield(1);
                                } catch (GeneratorExit e) {
                                    throw new Trace.Oops("inner");
                                }
                            }));
                        } finally {
                            t.add("outer");
                        }
                    });
                    g.next();
                    t.attempt(() -> close(g));
                }),
            of("an-outer-that-goes-on-after-the-inner-was-closed", """
                def inner():
                    try: yield 1
                    finally: t('inner')
                def outer():
                    try: yield from inner()
                    except GeneratorExit: yield 2
                g = outer()
                next(g)
                t.attempt(lambda: g.throw(GeneratorExit()))
                """, t -> {
                    var g = Generator.<Integer>yielding(y -> {
                        try {
                            y.yieldFrom(Generator.<Integer>yielding(z -> {
                                try {
                                    z.yield(1);
                                } finally {
                                    t.add("inner");
                                }
                            }));
                        } catch (GeneratorExit e) {
                            y.yield(2);
                        }
                    });
                    g.next();
                    t.attempt(() -> g.raise(new GeneratorExit()));
                }));
    }

    private static final String NESTED = """
        def nested(depth):
            if depth == 0:
                yield 1
                yield 2
                return 'end'
            return (yield from nested(depth - 1)) + '+'
        """;

    private static Generator<Integer, Void, String> nested(int depth) {
        return Generator.of(y -> {
            if (depth > 0) return y.yieldFrom(nested(depth - 1)) + "+";
            y.yield(1);
            y.yield(2);
            return "end";
        });
    }

    private static List<Twin> nesting() {
        return List.of(
            of("many-inside-each-other", NESTED + """
                g = nested(50)
                for _ in range(4): t.attempt(lambda: next(g))
                """, t -> {
                    var g = nested(50);
                    for (int i = 0; i < 4; i++) t.attempt(g::next);
                }),
            of("a-tree", """
                def walk(tree):
                    if isinstance(tree, int):
                        yield tree
                    else:
                        for branch in tree: yield from walk(branch)
                t(list(walk([[1, [2, 3]], 4, [[[5]]]])))
                """, t -> t.add(walk(List.of(List.of(1, List.of(2, 3)), 4, List.of(List.of(List.of(5))))).stream().toList())),
            of("one-that-has-begun-gives-what-is-left", BOTH + """
                i = inner()
                next(i)
                def rest(): yield from i
                t(list(rest()))
                """, t -> {
                    var i = inner(t);
                    i.next();
                    t.add(Generator.<String, String, Integer>of(y -> y.yieldFrom(i)).stream().toList());
                }),
            of("one-that-has-ended-gives-none", BOTH + """
                i = inner()
                list(i)
                def rest(): t('result', (yield from i))
                t(list(rest()))
                """, t -> {
                    var i = inner(t);
                    i.forEach(_ -> {});
                    t.add(Generator.<String, String, Void>of(y -> {
                        t.add("result", y.yieldFrom(i));
                        return null;
                    }).stream().toList());
                }),
            of("the-inner-may-be-asked-in-between", NESTED + """
                i = nested(1)
                def outer(): t('result', (yield from i))
                g = outer()
                t(next(g), next(i))
                t.attempt(lambda: next(i))
                t.attempt(lambda: next(g))
                """, t -> {
                    var i = nested(1);
                    var g = Generator.<Integer>yielding(y -> t.add("result", y.yieldFrom(i)));
                    t.add(g.next(), i.next());
                    t.attempt(i::next);
                    t.attempt(g::next);
                }),
            of("two-yield-from-the-same", NESTED + """
                i = nested(0)
                def outer(name): t(name, (yield from i))
                a = outer('a')
                b = outer('b')
                t(next(a), next(b))
                t.attempt(lambda: next(a))
                t.attempt(lambda: next(b))
                """, t -> {
                    var i = nested(0);
                    var a = Generator.<Integer>yielding(y -> t.add("a", y.yieldFrom(i)));
                    var b = Generator.<Integer>yielding(y -> t.add("b", y.yieldFrom(i)));
                    t.add(a.next(), b.next());
                    t.attempt(a::next);
                    t.attempt(b::next);
                }),
            of("it-cannot-yield-from-itself", """
                def f(): yield from g
                g = f()
                t.attempt(lambda: next(g))
                """, t -> {
                    var g = new AtomicReference<Generator<Integer, Void, Void>>();
                    g.set(Generator.yielding(y -> y.yieldFrom(g.get())));
                    t.attempt(g.get()::next);
                }),
            of("whom-it-yields-from-is-known", NESTED + """
                i = nested(0)
                def outer(): yield from i
                g = outer()
                t(g.gi_yieldfrom is None)
                next(g)
                t(g.gi_yieldfrom is i)
                """, t -> {
                    var i = nested(0);
                    var g = Generator.<Integer>yielding(y -> y.yieldFrom(i));
                    t.add(g.delegate().isEmpty());
                    g.next();
                    t.add(g.delegate().orElseThrow() == i);
                }),
            of("the-middle-is-suspended-in-between-and-running-inside", """
                from inspect import getgeneratorstate as state
                def inner():
                    yield state(m)
                def middle(): yield from inner()
                def outer(): yield from m
                m = middle()
                g = outer()
                t(state(m), next(g), state(m))
                """, t -> {
                    var m = new AtomicReference<Generator<String, Void, Void>>();
                    Generator<String, Void, Void> inner = Generator.yielding(y -> y.yield("GEN_" + m.get().state()));
                    m.set(Generator.yielding(y -> y.yieldFrom(inner)));
                    var g = Generator.<String>yielding(y -> y.yieldFrom(m.get()));
                    t.add("GEN_" + m.get().state(), g.next(), "GEN_" + m.get().state());
                }));
    }

    private static Generator<Object, Void, Void> walk(Object tree) {
        return Generator.yielding(y -> {
            if (tree instanceof List<?> branches) for (Object branch : branches) y.yieldFrom(walk(branch));
            else y.yield(tree);
        });
    }
}
