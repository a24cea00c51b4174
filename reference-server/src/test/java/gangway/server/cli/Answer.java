package gangway.server.cli;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Peer;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What an application answers when it is called without a server.
record Answer(String status, String body) {

    static Answer of(Application application, String... environment) throws Exception {
        Environ environ = Environ.create();
        environ.putAll(Map.of("REQUEST_METHOD", "GET", "PATH_INFO", "/", "HTTP_HOST", "localhost:8000"));
        Environ.PEER.put(environ, new Peer("127.0.0.1", 4711));
        for (int i = 0; i < environment.length; i += 2)
            if (environment[i].equals("REMOTE_ADDR")) Environ.PEER.put(environ, new Peer(environment[i + 1], 4711));
            else environ.put(environment[i], environment[i + 1]);
        var status = new AtomicReference<>("");
        var body = new ByteArrayOutputStream();
        for (byte[] block : application.call(environ, (line, _, _) -> {
            status.set(line);
            return body::write;
        })) body.write(block);
        return new Answer(status.get(), body.toString(UTF_8));
    }
}
