package gangway.coroutine;

import module java.base;

import gangway.coroutine.jdk.Threads;

/// What goes on in this JVM: its hubs with their coroutines, and its threads, but for those that the JVM has for itself.
///
/// ```java
/// RunInfo.now().print(System.err);
/// ```
///
/// It is gevent's `print_run_info`. May be asked for by any thread.
///
/// @param hubs    those that are open
/// @param threads the platform threads that live
public record RunInfo(List<HubInfo> hubs, List<ThreadInfo> threads) {

    /// So long another hub has time to answer. One that does not turn does not.
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /// What is known of one hub.
    ///
    /// @param name       as its `toString` says
    /// @param kernel     what its coroutines are made of
    /// @param coroutines its own thread first, the others as they were spawned; empty if the hub does not turn, so that it
    ///                   cannot be asked
    public record HubInfo(String name, Kernel kernel, Optional<CoroutineTree> coroutines) {
        @Override
        public String toString() {
            return "%s, of the kernel %s%s".formatted(name, kernel, coroutines.map(HubInfo::show)
                .orElse("\n  does not turn, so its coroutines cannot be looked at; its thread is below"));
        }

        private static String show(CoroutineTree tree) {
            return "\n" + tree.toString().indent(2) + "\n" + tree.all().map(each -> each.toString().indent(2))
                .collect(Collectors.joining());
        }
    }

    /// What is known of one platform thread.
    ///
    /// @param name  its name
    /// @param state what the JVM says that it does
    /// @param stack where it is, innermost frame first
    public record ThreadInfo(String name, Thread.State state, List<StackTraceElement> stack) {
        @Override
        public String toString() {
            var text = new StringBuilder("%s (%s)".formatted(name, state));
            Frames.append(text, "    ", stack);
            return text.toString();
        }
    }

    /// @return what goes on now
    public static RunInfo now() {
        return new RunInfo(Hubs.open().stream().map(RunInfo::look).toList(),
            Threads.platform().stream().filter(each -> !Threads.belongsToJvm(each)).map(RunInfo::look).toList());
    }

    private static HubInfo look(Hub hub) {
        return new HubInfo(hub.toString(), hub.kernel(), hub.loop().isHere() ? Optional.of(CoroutineTree.of(hub)) : ask(hub));
    }

    private static Optional<CoroutineTree> ask(Hub hub) {
        var answer = new CompletableFuture<CoroutineTree>();
        try {
            hub.execute(() -> answer.complete(CoroutineTree.of(hub)));
            return Optional.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RejectedExecutionException | TimeoutException | ExecutionException e) {
            return Optional.empty();
        }
    }

    private static ThreadInfo look(Thread thread) {
        return new ThreadInfo(thread.getName(), thread.getState(), List.of(thread.getStackTrace()));
    }

    /// Prints it.
    public void print(PrintStream out) {
        out.println(this);
    }

    @Override
    public String toString() {
        return Stream.concat(hubs.stream(), threads.stream()).map(Object::toString).map(String::stripTrailing)
            .collect(Collectors.joining("\n\n"));
    }
}
