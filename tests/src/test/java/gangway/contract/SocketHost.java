package gangway.contract;

import module java.base;

import gangway.server.Access;
import gangway.server.Deployment;
import gangway.server.Log;
import gangway.server.RootPath;
import gangway.server.Server;
import gangway.server.Settings;
import gangway.server.Variable;
import gangway.server.Worker;
import gangway.spec.Application;
import gangway.spec.Environ;

/// The reference server, over loopback.
///
/// @param worker who runs its connections
record SocketHost(Worker worker) implements Host {

    @Override
    public Set<Can> can() {
        return EnumSet.allOf(Can.class);
    }

    @Override
    public Running start(Application application, Setup setup) throws Exception {
        Deployment deployment = Deployment.open(application);
        var journal = new Journal();
        Server server = Server.start(settings(setup).with(journal), () -> deployment);
        return new Started(server, deployment, journal);
    }

    private Settings settings(Setup setup) {
        List<Variable> variables = setup.variables().entrySet().stream()
            .map(entry -> new Variable(entry.getKey(), entry.getValue())).toList();
        return Settings.loopback().with(worker).with(new RootPath(setup.root())).with(variables);
    }

    @Override
    public String toString() {
        return "server, worker " + worker;
    }

    /// What the server tells. An access is the last that it tells of a request.
    private static final class Journal implements Log {
        private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        private final BlockingQueue<Access> accesses = new LinkedBlockingQueue<>();
        private final StringWriter text = new StringWriter();
        private final PrintWriter errors = new PrintWriter(text, true);

        @Override
        public void access(Access access) {
            accesses.add(access);
        }

        @Override
        public void failure(Environ environ, Throwable error) {
            failures.add(error);
        }

        @Override
        public void trouble(String message, Throwable error) {
            failures.add(error);
        }

        @Override
        public PrintWriter errors() {
            return errors;
        }

        private List<Throwable> untilAnswered() throws InterruptedException {
            if (accesses.poll(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS) == null)
                throw new AssertionError("the call does not end");
            var reported = new ArrayList<Throwable>();
            failures.drainTo(reported);
            return reported;
        }
    }

    private record Started(Server server, Deployment deployment, Journal journal) implements Running {
        @Override
        public Reply exchange(Ask ask, Client client) throws Exception {
            journal.accesses.clear();
            try (Wire wire = Wire.to(this)) {
                wire.send(ask.bytes());
                if (ask.isCut()) wire.endOutput();
                Reply reply = wire.read(ask.method(), client);
                finish(wire, reply);
                return reply.with(journal.untilAnswered());
            }
        }

        /// Nothing may follow a response.
        private static void finish(Wire wire, Reply reply) throws IOException {
            if (reply.complete()) {
                wire.endOutput();
                String behind = wire.rest();
                if (!behind.isEmpty()) throw new AssertionError("bytes behind the response: " + behind);
            } else wire.reset();
        }

        @Override
        public String errors() {
            return journal.text.toString();
        }

        @Override
        public InetSocketAddress address() {
            return server.addresses().getFirst();
        }

        @Override
        public void stop(Duration grace) {
            server.stop(grace);
            try {
                deployment.close();
            } catch (Exception failure) {
                journal.trouble("the application failed to close", failure);
            }
        }
    }
}
