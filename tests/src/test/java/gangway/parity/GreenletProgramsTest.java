package gangway.parity;

import module java.base;

import gangway.coroutine.Generator;
import gangway.coroutine.Greenlet;
import gangway.coroutine.GreenletExit;

import static gangway.parity.Twin.of;

/// Greenlets as greenlet's.
class GreenletProgramsTest implements Parity {

    private static final String IMPORT = """
        import greenlet
        from greenlet import getcurrent, GreenletExit
        main = getcurrent()
        """;

    private static Greenlet parent() {
        return Greenlet.current().parent().orElseThrow();
    }

    private static String flags(Greenlet greenlet) {
        return (greenlet.isActive() ? "active" : "not active") + (greenlet.isDead() ? " dead" : "");
    }

    private static final String FLAGS = """
        def flags(g): return ('active' if g else 'not active') + (' dead' if g.dead else '')
        """;

    @Override
    public String module() {
        return "greenlet";
    }

    @Override
    public List<Twin> twins() {
        return Stream.of(switching(), ending(), throwing(), parents(), tracing()).flatMap(List::stream).toList();
    }

    private static List<Twin> switching() {
        return List.of(
            of("making-one-runs-nothing", IMPORT + FLAGS + """
                g = greenlet.greenlet(lambda: t('ran'))
                t('made', flags(g))
                """, t -> {
                    var g = new Greenlet(_ -> null);
                    t.add("made", flags(g));
                }),
            of("there-and-back", IMPORT + FLAGS + """
                def f(x):
                    t('got', x)
                    t('got', main.switch('one'))
                    return 'end'
                g = greenlet.greenlet(f)
                t(g.switch('a'))
                t(flags(g))
                t(g.switch('b'))
                t(flags(g))
                """, t -> {
                    var main = Greenlet.current();
                    var g = new Greenlet(x -> {
                        t.add("got", x[0]);
                        t.add("got", main.switchTo("one"));
                        return "end";
                    });
                    t.add(g.switchTo("a"));
                    t.add(flags(g));
                    t.add(g.switchTo("b"));
                    t.add(flags(g));
                }),
            of("several-values-are-a-tuple", IMPORT + """
                def f(*args):
                    t('got', args)
                    t('got', main.switch('one', 'two'))
                    t('got', main.switch())
                g = greenlet.greenlet(f)
                t(g.switch(1, 2, 3))
                t(g.switch('x', 'y'))
                t(g.switch())
                """, t -> {
                    var main = Greenlet.current();
                    var g = new Greenlet(args -> {
                        t.add("got", args);
                        t.add("got", main.switchTo("one", "two"));
                        t.add("got", main.switchTo());
                        return null;
                    });
                    t.add(g.switchTo(1, 2, 3));
                    t.add(g.switchTo("x", "y"));
                    t.add(g.switchTo());
                }),
            of("none-is-a-value", IMPORT + """
                g = greenlet.greenlet(lambda x: t('got', x))
                t(g.switch(None))
                """, t -> t.add(new Greenlet(x -> {
                    t.add("got", x[0]);
                    return null;
                }).switchTo((Object) null))),
            of("to-oneself", IMPORT + """
                t(main.switch('me'))
                g = greenlet.greenlet(lambda: getcurrent().switch('me'))
                t(g.switch())
                """, t -> {
                    t.add(Greenlet.current().switchTo("me"));
                    t.add(new Greenlet(_ -> Greenlet.current().switchTo("me")).switchTo());
                }),
            of("to-a-sibling", IMPORT + """
                def first():
                    t('first begins')
                    t('first got', b.switch('from first'))
                    return 'first ends'
                def second(x):
                    t('second got', x)
                    a.switch('from second')
                    t('never')
                a = greenlet.greenlet(first)
                b = greenlet.greenlet(second)
                t(a.switch())
                t(bool(b))
                """, t -> {
                    var a = new AtomicReference<Greenlet>();
                    var b = new Greenlet(x -> {
                        t.add("second got", x[0]);
                        a.get().switchTo("from second");
                        t.add("never");
                        return null;
                    });
                    a.set(new Greenlet(_ -> {
                        t.add("first begins");
                        t.add("first got", b.switchTo("from first"));
                        return "first ends";
                    }));
                    t.add(a.get().switchTo());
                    t.add(b.isActive());
                }),
            of("ping-pong", IMPORT + """
                def play(name, other):
                    for i in range(3):
                        t(name, i)
                        other().switch()
                    return name + ' is done'
                ping = greenlet.greenlet(lambda: play('ping', lambda: pong))
                pong = greenlet.greenlet(lambda: play('pong', lambda: ping))
                t(ping.switch())
                t(pong.switch())
                """, t -> {
                    var both = new HashMap<String, Greenlet>();
                    BiFunction<String, String, Greenlet> play = (name, other) -> new Greenlet(_ -> {
                        for (int i = 0; i < 3; i++) {
                            t.add(name, i);
                            both.get(other).switchTo();
                        }
                        return name + " is done";
                    });
                    both.put("ping", play.apply("ping", "pong"));
                    both.put("pong", play.apply("pong", "ping"));
                    t.add(both.get("ping").switchTo());
                    t.add(both.get("pong").switchTo());
                }),
            of("the-current-one-is-known", IMPORT + """
                def f():
                    t(getcurrent() is g, getcurrent() is main, getcurrent().parent is main)
                g = greenlet.greenlet(f)
                t(getcurrent() is main)
                g.switch()
                t(getcurrent() is main, main.parent is None, bool(main), main.dead)
                """, t -> {
                    var main = Greenlet.current();
                    var g = new AtomicReference<Greenlet>();
                    g.set(new Greenlet(_ -> {
                        t.add(Greenlet.current() == g.get(), Greenlet.current() == main, parent() == main);
                        return null;
                    }));
                    t.add(Greenlet.current() == main);
                    g.get().switchTo();
                    t.add(Greenlet.current() == main, main.parent().isEmpty(), main.isActive(), main.isDead());
                }),
            of("one-made-inside-another", IMPORT + """
                def outer():
                    g = greenlet.greenlet(inner)
                    t('outer got', g.switch())
                    return 'outer ends'
                def inner(): return 'inner ends'
                t(greenlet.greenlet(outer).switch())
                """, t -> t.add(new Greenlet(_ -> {
                    var g = new Greenlet(_ -> "inner ends");
                    t.add("outer got", g.switchTo());
                    return "outer ends";
                }).switchTo())));
    }

    private static List<Twin> ending() {
        return List.of(
            of("to-a-dead-one", IMPORT + """
                g = greenlet.greenlet(lambda: 'end')
                t(g.switch())
                t(g.switch('back'))
                """, t -> {
                    var g = new Greenlet(_ -> "end");
                    t.add(g.switchTo());
                    t.add(g.switchTo("back"));
                }),
            of("to-a-dead-one-goes-to-its-parent", IMPORT + """
                def f(): t('parent got', main.switch())
                p = greenlet.greenlet(f)
                p.switch()
                g = greenlet.greenlet(lambda: main.switch('child'), p)
                t(g.switch())
                g.throw()
                t(g.dead, p.dead)
                t(g.switch('late'))
                """, t -> {
                    var main = Greenlet.current();
                    var p = new Greenlet(_ -> {
                        var got = main.switchTo();
                        t.add("parent got", got instanceof GreenletExit ? "" : got);
                        return null;
                    });
                    p.switchTo();
                    var g = new Greenlet(_ -> main.switchTo("child"), p);
                    t.add(g.switchTo());
                    g.throwInto();
                    t.add(g.isDead(), p.isDead());
                    t.add(g.switchTo("late"));
                }),
            of("an-error-comes-to-the-parent", IMPORT + """
                def f(): raise Oops('lost')
                g = greenlet.greenlet(f)
                t.attempt(g.switch)
                t(g.dead)
                """, t -> {
                    var g = new Greenlet(_ -> { throw new Trace.Oops("lost"); });
                    t.attempt(g::switchTo);
                    t.add(g.isDead());
                }),
            of("an-error-comes-to-the-parent-and-not-to-who-switched", IMPORT + """
                def parent():
                    try: main.switch('parked')
                    except Oops as e: t('parent caught', e)
                    return 'parent ends'
                def child(): raise Oops('lost')
                p = greenlet.greenlet(parent)
                t(p.switch())
                t(greenlet.greenlet(child, p).switch())
                """, t -> {
                    var main = Greenlet.current();
                    var p = new Greenlet(_ -> {
                        try {
                            main.switchTo("parked");
                        } catch (Exception e) {
                            t.add("parent caught", e.getMessage());
                        }
                        return "parent ends";
                    });
                    t.add(p.switchTo());
                    t.add(new Greenlet(_ -> { throw new Trace.Oops("lost"); }, p).switchTo());
                }),
            of("the-exit-is-a-value", IMPORT + """
                e = GreenletExit('bye')
                def f(): raise e
                t(greenlet.greenlet(f).switch() is e)
                """, t -> {
                    var e = new GreenletExit("bye");
                    t.add(new Greenlet(_ -> { throw e; }).switchTo() == e);
                }),
            of("the-exit-runs-finally", IMPORT + """
                def f():
                    try: main.switch()
                    finally: t('finally')
                g = greenlet.greenlet(f)
                g.switch()
                t(type(g.throw()).__name__)
                """, t -> {
                    var main = Greenlet.current();
                    var g = new Greenlet(_ -> {
                        try {
                            return main.switchTo();
                        } finally {
                            t.add("finally");
                        }
                    });
                    g.switchTo();
                    t.add(g.throwInto().getClass().getSimpleName());
                }),
            of("the-exit-is-not-caught-as-an-exception", IMPORT + """
                def f():
                    try: main.switch()
                    except Exception: t('caught')
                g = greenlet.greenlet(f)
                g.switch()
                t(type(g.throw()).__name__)
                """, t -> {
                    var main = Greenlet.current();
                    var g = new Greenlet(_ -> {
                        try {
                            return main.switchTo();
                        } catch (Exception e) {
                            t.add("caught");
                            return null;
                        }
                    });
                    g.switchTo();
                    t.add(g.throwInto().getClass().getSimpleName());
                }),
            of("one-that-nobody-refers-to-finds-the-exit", IMPORT + """
                def f():
                    try: main.switch()
                    except GreenletExit: t('exit')
                def begin(): greenlet.greenlet(f).switch()
                begin()
                """, t -> {
                    var ended = new CountDownLatch(1);
                    begin(t, ended);
                    for (int i = 0; i < 500 && ended.getCount() > 0; i++) {
                        System.gc();
                        LockSupport.parkNanos(1_000_000);
                        Greenlet.current().switchTo();
                    }
                }));
    }

    private static void begin(Trace t, CountDownLatch ended) {
        var main = Greenlet.current();
        new Greenlet(_ -> {
            try {
                return main.switchTo();
            } catch (GreenletExit e) {
                t.add("exit");
                ended.countDown();
                return null;
            }
        }).switchTo();
    }

    private static List<Twin> throwing() {
        return List.of(
            of("throwing-the-exit-into-one-that-has-not-begun", IMPORT + """
                g = greenlet.greenlet(lambda: t('ran'))
                t(type(g.throw()).__name__, g.dead)
                """, t -> {
                    var g = new Greenlet(_ -> {
                        t.add("ran");
                        return null;
                    });
                    t.add(g.throwInto().getClass().getSimpleName(), g.isDead());
                }),
            of("throwing-an-error-into-one-that-has-not-begun", IMPORT + """
                g = greenlet.greenlet(lambda: t('ran'))
                t.attempt(lambda: g.throw(Oops('x')))
                t(g.dead)
                """, t -> {
                    var g = new Greenlet(_ -> {
                        t.add("ran");
                        return null;
                    });
                    t.attempt(() -> g.throwInto(new Trace.Oops("x")));
                    t.add(g.isDead());
                }),
            of("throwing-what-is-caught", IMPORT + """
                def f():
                    try: main.switch('parked')
                    except Oops as e: main.switch('caught')
                    return 'end'
                g = greenlet.greenlet(f)
                t(g.switch())
                t(g.throw(Oops('x')))
                t(g.switch())
                """, t -> {
                    var main = Greenlet.current();
                    var g = new Greenlet(_ -> {
                        try {
                            main.switchTo("parked");
                        } catch (Exception e) {
                            main.switchTo("caught");
                        }
                        return "end";
                    });
                    t.add(g.switchTo());
                    t.add(g.throwInto(new Trace.Oops("x")));
                    t.add(g.switchTo());
                }),
            of("throwing-what-is-not-caught", IMPORT + """
                g = greenlet.greenlet(lambda: main.switch('parked'))
                t(g.switch())
                t.attempt(lambda: g.throw(Oops('x')))
                t(g.dead)
                """, t -> {
                    var main = Greenlet.current();
                    var g = new Greenlet(_ -> main.switchTo("parked"));
                    t.add(g.switchTo());
                    t.attempt(() -> g.throwInto(new Trace.Oops("x")));
                    t.add(g.isDead());
                }),
            of("throwing-into-a-dead-one", IMPORT + """
                g = greenlet.greenlet(lambda: 'end')
                g.switch()
                t.attempt(lambda: g.throw(Oops('x')))
                t(type(g.throw()).__name__)
                """, t -> {
                    var g = new Greenlet(_ -> "end");
                    g.switchTo();
                    t.attempt(() -> g.throwInto(new Trace.Oops("x")));
                    t.add(g.throwInto().getClass().getSimpleName());
                }),
            of("throwing-into-oneself", IMPORT + """
                t.attempt(lambda: main.throw(Oops('x')))
                """, t -> t.attempt(() -> Greenlet.current().throwInto(new Trace.Oops("x")))));
    }

    private static List<Twin> parents() {
        return List.of(
            of("the-maker-is-the-parent", IMPORT + """
                def f():
                    g = greenlet.greenlet(lambda: None)
                    t(g.parent is getcurrent())
                greenlet.greenlet(f).switch()
                """, t -> new Greenlet(_ -> {
                    var g = new Greenlet(_ -> null);
                    t.add(g.parent().orElseThrow() == Greenlet.current());
                    return null;
                }).switchTo()),
            of("a-parent-may-be-set", IMPORT + """
                p = greenlet.greenlet(lambda: t('parent got', main.switch()))
                p.switch()
                g = greenlet.greenlet(lambda: 'result')
                g.parent = p
                g.switch()
                """, t -> {
                    var main = Greenlet.current();
                    var p = new Greenlet(_ -> {
                        t.add("parent got", main.switchTo());
                        return null;
                    });
                    p.switchTo();
                    var g = new Greenlet(_ -> "result");
                    g.setParent(p);
                    g.switchTo();
                }),
            of("a-parent-that-has-not-begun-begins-with-the-result", IMPORT + """
                p = greenlet.greenlet(lambda x: t('parent got', x))
                g = greenlet.greenlet(lambda: 'result', p)
                t(g.switch())
                """, t -> {
                    var p = new Greenlet(x -> {
                        t.add("parent got", x[0]);
                        return null;
                    });
                    t.add(new Greenlet(_ -> "result", p).switchTo());
                }),
            of("an-error-passes-a-parent-that-has-not-begun", IMPORT + """
                def fail(): raise Oops('x')
                p = greenlet.greenlet(lambda: t('ran'))
                g = greenlet.greenlet(fail, p)
                t.attempt(g.switch)
                t(p.dead)
                """, t -> {
                    var p = new Greenlet(_ -> {
                        t.add("ran");
                        return null;
                    });
                    t.attempt(new Greenlet(_ -> { throw new Trace.Oops("x"); }, p)::switchTo);
                    t.add(p.isDead());
                }),
            of("a-ring-of-parents", IMPORT + """
                a = greenlet.greenlet(lambda: None)
                b = greenlet.greenlet(lambda: None, a)
                def ring(): a.parent = b
                t.attempt(ring)
                """, t -> {
                    var a = new Greenlet(_ -> null);
                    var b = new Greenlet(_ -> null, a);
                    t.attempt(() -> {
                        a.setParent(b);
                        return null;
                    });
                }),
            of("the-parent-of-the-main-one", IMPORT + """
                def f(): main.parent = greenlet.greenlet(lambda: None)
                t.attempt(f)
                """, t -> t.attempt(() -> {
                    Greenlet.current().setParent(new Greenlet(_ -> null));
                    return null;
                })),
            of("a-greenlet-of-another-thread", IMPORT + """
                import threading
                g = greenlet.greenlet(lambda: None)
                def other():
                    try: g.switch()
                    except greenlet.error as e: t(str(e).lower().split('\\n')[0].strip())
                thread = threading.Thread(target=other)
                thread.start()
                thread.join()
                """, t -> {
                    var g = new Greenlet(_ -> null);
                    Thread.ofPlatform().start(() -> {
                        try {
                            g.switchTo();
                        } catch (IllegalStateException e) {
                            t.add(e.getMessage().toLowerCase(Locale.ROOT).lines().findFirst().orElseThrow());
                        }
                    }).join();
                }),
            of("a-generator-inside", IMPORT + """
                def numbers():
                    yield 1
                    yield main.switch('from the generator')
                g = greenlet.greenlet(lambda: t(list(numbers())))
                t(g.switch())
                g.switch(2)
                """, t -> {
                    var main = Greenlet.current();
                    var numbers = Generator.<Object>yielding(y -> {
                        y.yield(1);
                        y.yield(main.switchTo("from the generator"));
                    });
                    var g = new Greenlet(_ -> {
                        t.add(numbers.stream().toList());
                        return null;
                    });
                    t.add(g.switchTo());
                    g.switchTo(2);
                }));
    }

    private static final String TRACE = """
        names = {main: 'main'}
        def tracer(event, args):
            origin, target = args
            t(event, names.get(origin), names.get(target))
        """;

    private static void trace(Trace t, Map<Greenlet, String> names) {
        Greenlet.setTrace((event, origin, target) ->
            t.add(event.name().toLowerCase(Locale.ROOT), names.get(origin), names.get(target)));
    }

    private static List<Twin> tracing() {
        return List.of(
            of("a-tracer-is-told", IMPORT + TRACE + """
                g = greenlet.greenlet(lambda: main.switch())
                names[g] = 'g'
                greenlet.settrace(tracer)
                g.switch()
                g.throw()
                greenlet.settrace(None)
                g.switch()
                """, t -> {
                    var main = Greenlet.current();
                    var g = new Greenlet(_ -> main.switchTo());
                    trace(t, Map.of(main, "main", g, "g"));
                    g.switchTo();
                    g.throwInto();
                    Greenlet.clearTrace();
                    g.switchTo();
                }),
            of("a-tracer-is-told-of-an-error", IMPORT + TRACE + """
                def f(): raise Oops('x')
                g = greenlet.greenlet(f)
                names[g] = 'g'
                greenlet.settrace(tracer)
                t.attempt(g.switch)
                greenlet.settrace(None)
                """, t -> {
                    var g = new Greenlet(_ -> { throw new Trace.Oops("x"); });
                    trace(t, Map.of(Greenlet.current(), "main", g, "g"));
                    t.attempt(g::switchTo);
                    Greenlet.clearTrace();
                }),
            of("a-tracer-is-told-of-oneself", IMPORT + TRACE + """
                greenlet.settrace(tracer)
                main.switch()
                greenlet.settrace(None)
                """, t -> {
                    trace(t, Map.of(Greenlet.current(), "main"));
                    Greenlet.current().switchTo();
                    Greenlet.clearTrace();
                }),
            of("a-tracer-that-fails", IMPORT + """
                def tracer(event, args): raise Oops('tracer')
                g = greenlet.greenlet(lambda: 'not reached')
                greenlet.settrace(tracer)
                t.attempt(g.switch)
                t(greenlet.gettrace())
                t(g.dead)
                """, t -> {
                    var g = new Greenlet(_ -> "not reached");
                    Greenlet.setTrace((_, _, _) -> { throw new IllegalStateException("tracer"); });
                    try {
                        g.switchTo();
                    } catch (IllegalStateException e) {
                        t.add("Oops: tracer");
                    }
                    t.add(Greenlet.clearTrace());
                    t.add(g.isDead());
                }));
    }
}
