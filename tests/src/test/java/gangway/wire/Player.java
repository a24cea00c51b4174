package gangway.wire;

import module java.base;

import gangway.wire.Cases.Case;
import gangway.wire.Cases.Step;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Plays cases against a server.
///
/// @param server   where it listens
/// @param macros   for the texts of the cases
/// @param delivery how requests arrive
/// @param seed     of what is random in that
record Player(InetSocketAddress server, Macros macros, Delivery delivery, long seed) {

    /// For what must come: only a test that fails waits so long.
    private static final Duration LONG = Duration.ofSeconds(10);
    /// For what need not come.
    private static final Duration SHORT = Duration.ofMillis(250);

    /// What became of a case.
    ///
    /// @param verdict of its rules
    /// @param faults  of its responses, whatever the case is about
    /// @param answers all that came
    /// @param ports   of the client, one for each connection
    record Outcome(Judge.Verdict verdict, List<String> faults, List<Answer> answers, Set<Integer> ports) {
    }

    Outcome play(Case test) throws IOException, InterruptedException {
        try (var stage = new Stage(test)) {
            for (Step step : test.steps()) stage.perform(step);
            return stage.outcome();
        }
    }

    /// Where one case is played.
    private final class Stage implements AutoCloseable {
        private final Case test;
        private final Random random;
        private final List<Answer> answers = new ArrayList<>();
        private final Set<Integer> ports = new HashSet<>();
        private Client client;

        Stage(Case test) throws IOException {
            this.test = test;
            random = new Random(seed ^ test.id().hashCode());
            connect();
        }

        private void connect() throws IOException {
            client = new Client(server);
            ports.add(client.port());
        }

        void perform(Step step) throws IOException, InterruptedException {
            switch (step) {
                case Step.Send(String text, int times, boolean oneByOne) ->
                    (oneByOne ? Delivery.BYTE_BY_BYTE : delivery)
                        .send(client, macros.expand(text).repeat(times).getBytes(ISO_8859_1), random);
                case Step.Receive(String method, Optional<Duration> timeout, boolean interim) ->
                    answers.add(new AnswerReader(client, patience(timeout)).read(method, interim));
                case Step.Pause(Duration time) -> LockSupport.parkNanos(time.toNanos());
                case Step.Shutdown() -> client.shutdown();
                case Step.Abort() -> {
                    client.abort();
                    connect();
                }
                case Step.Reconnect() -> {
                    client.close();
                    connect();
                }
            }
        }

        /// Where no response may be as right as one, there is little to wait for.
        private Duration patience(Optional<Duration> timeout) {
            int next = answers.size();
            boolean wanted = test.rules().stream().filter(rule -> rule.verdict().equals("pass"))
                .allMatch(rule -> rule.responses().size() > next
                    && !rule.responses().get(next).toString().contains("timeout"));
            return wanted ? LONG : timeout.or(test::timeout).orElse(SHORT.multipliedBy(2));
        }

        Outcome outcome() throws InterruptedException {
            boolean looks = test.rules().stream().anyMatch(rule -> rule.closed().isPresent() || !rule.count().isEmpty());
            Optional<Boolean> closed = looks ? Optional.of(closes()) : Optional.empty();
            var faults = new ArrayList<String>();
            for (Answer answer : answers) faults.addAll(Judge.faults(answer));
            closed.ifPresent(is -> faults.addAll(Judge.faults(answers, is, isQuiet())));
            return new Outcome(new Judge(macros).judge(test, answers, closed), faults, answers, ports);
        }

        /// Whether the client leaves first, or speaks a version in which closing needs no word.
        private boolean isQuiet() {
            return test.steps().stream().anyMatch(step -> step instanceof Step.Shutdown
                || step instanceof Step.Send(String text, _, _) && text.contains("HTTP/1.0"));
        }

        /// Reads what nobody asked for, and looks whether the server closes. It says so before it does.
        private boolean closes() throws InterruptedException {
            Predicate<StringBuilder> anything = text -> !text.isEmpty();
            boolean announced = !answers.isEmpty() && answers.getLast().saysClose();
            client.await(anything, announced ? LONG : SHORT);
            for (int i = 0; i < 5 && !client.received().isEmpty(); i++) {
                answers.add(new AnswerReader(client, SHORT).read("GET", false));
                client.await(anything, SHORT);
            }
            return client.hasEnded();
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }
}
