package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Status;
import gangway.spec.handler.Exchange;
import gangway.spec.handler.InMemory;
import gangway.spec.testing.Environs;

/// Calls without a network.
record MemoryHost() implements Host {

    @Override
    public Set<Can> can() {
        return EnumSet.of(Can.FIELD_LINES, Can.HINTS, Can.TRAILERS, Can.DISCONNECTED, Can.UPGRADE);
    }

    @Override
    public Running start(Application application, Setup setup) {
        return new Started(application, new StringWriter());
    }

    @Override
    public String toString() {
        return "in memory";
    }

    private record Started(Application application, StringWriter text) implements Running {
        @Override
        public Reply exchange(Ask ask, Client client) {
            Environ environ = Environs.of(ask.method(), ask.target(), ask.headers(), ask.content());
            environ.put("SERVER_PROTOCOL", ask.version());
            Environ.ERRORS.put(environ, new PrintWriter(text, true));
            Exchange exchange = InMemory.call(application, environ, new Hearing(client, ask.behind()));
            return new Reply(exchange.hints().stream().map(fields -> new Reply.Interim(103, fields)).toList(), "HTTP/1.1",
                exchange.code(), exchange.status().map(Status::reason).orElse(""), exchange.headers(), exchange.content(),
                exchange.trailers(), exchange.complete(), exchange.complete(), exchange.reported());
        }

        @Override
        public String errors() {
            return text.toString();
        }

        @Override
        public void stop(Duration grace) {
            // there is nothing behind the calls
        }
    }

    private record Hearing(Client client, byte[] words, ByteArrayOutputStream heard) implements InMemory.Client {
        private Hearing(Client client, byte[] words) {
            this(client, words, new ByteArrayOutputStream());
        }

        @Override
        public boolean takes(byte[] block) {
            heard.writeBytes(block);
            return client.hears(heard.toByteArray());
        }

        @Override
        public InputStream says() {
            return new ByteArrayInputStream(words);
        }
    }
}
