package gangway.coroutine.jdk;

import module java.base;

import java.lang.reflect.Proxy;

/// One way in which a JDK takes a scheduler of one's own for virtual threads. None of them is for everybody, or stays for ever;
/// this is the place to look at for a new JDK.
sealed interface Signature {

    /// The ways of the JDKs so far, the oldest first.
    List<Signature> KNOWN = List.of(
        new Constructor("java.lang.ThreadBuilders$VirtualThreadBuilder"),
        new Method("java.lang.Thread$VirtualThreadScheduler"),
        new Field("java.lang.ThreadBuilders$VirtualThreadBuilder", "java.lang.Thread$VirtualThreadScheduler"));

    /// @param scheduler what is to run the threads
    /// @return a builder of such threads
    /// @throws Throwable when this JDK does not have this way
    Thread.Builder.OfVirtual builder(Executor scheduler) throws Throwable;

    /// @return the first of some ways that this JDK has
    static Optional<Signature> firstOf(List<Signature> ways) {
        return ways.stream().filter(way -> comesTo(way::builder)).findFirst();
    }

    /// Something that makes a builder for a scheduler.
    @FunctionalInterface
    interface Maker {
        /// @return the builder
        /// @throws Throwable when it cannot
        Thread.Builder.OfVirtual builder(Executor scheduler) throws Throwable;
    }

    /// Tries a way with one thread: what takes a scheduler may still not use it.
    ///
    /// @return whether a thread that is started comes to the scheduler
    static boolean comesTo(Maker way) {
        var tasks = new ArrayDeque<Runnable>();
        try {
            way.builder(tasks::add).start(() -> {});
        } catch (Throwable e) {
            return false;
        }
        boolean came = !tasks.isEmpty();
        while (!tasks.isEmpty()) tasks.remove().run();
        return came;
    }

    /// The builder has a constructor that takes it, as an [Executor]: from JDK 21 on, for the JDK's own tests.
    ///
    /// @param builder its class
    record Constructor(String builder) implements Signature {
        @Override
        public Thread.Builder.OfVirtual builder(Executor scheduler) throws Throwable {
            var type = Class.forName(builder);
            return (Thread.Builder.OfVirtual) Opened.lookup(type)
                .findConstructor(type, MethodType.methodType(void.class, Executor.class)).invoke(scheduler);
        }
    }

    /// The builder has a public method that takes it, as a type of its own: in builds of the project Loom.
    ///
    /// @param scheduler that type
    record Method(String scheduler) implements Signature {
        @Override
        public Thread.Builder.OfVirtual builder(Executor scheduler) throws Throwable {
            var type = Class.forName(this.scheduler);
            var builder = Thread.Builder.OfVirtual.class;
            return (Thread.Builder.OfVirtual) MethodHandles.lookup()
                .findVirtual(builder, "scheduler", MethodType.methodType(builder, type))
                .invoke(Thread.ofVirtual(), adapt(type, scheduler));
        }
    }

    /// The builder has a field for it, and nothing that sets it: in later builds of Loom.
    ///
    /// @param builder   its class
    /// @param scheduler the field's type
    record Field(String builder, String scheduler) implements Signature {
        @Override
        public Thread.Builder.OfVirtual builder(Executor scheduler) throws Throwable {
            var type = Class.forName(this.scheduler);
            var owner = Class.forName(builder);
            var made = Thread.ofVirtual();
            Opened.lookup(owner).findSetter(owner, "scheduler", type).invoke(made, adapt(type, scheduler));
            return made;
        }
    }

    /// Makes an executor what a JDK calls a scheduler. Each of its methods that has to be implemented is about a task to run,
    /// its last argument: `execute(thread, task)` in one build, `onStart(task)` and `onContinue(task)` in another.
    ///
    /// @param type an interface
    static Object adapt(Class<?> type, Executor executor) {
        var loader = Signature.class.getClassLoader();
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.isDefault()) return InvocationHandler.invokeDefault(proxy, method, arguments);
            if (method.getDeclaringClass() == Object.class) return ofObject(proxy, method.getName(), arguments);
            executor.execute((Runnable) arguments[arguments.length - 1]);
            return null;
        });
    }

    private static Object ofObject(Object proxy, String method, Object[] arguments) {
        return switch (method) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "a hub's scheduler";
        };
    }
}
