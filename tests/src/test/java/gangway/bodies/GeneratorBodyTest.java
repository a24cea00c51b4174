package gangway.bodies;

import module java.base;
import module java.net.http;

import gangway.coroutine.Generator;
import gangway.server.Deployment;
import gangway.server.Server;
import gangway.server.Settings;
import gangway.server.Worker;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A generator as what an application answers with: the server asks it for block after block, and closes it.
@Timeout(60)
class GeneratorBodyTest {

    private final CompletableFuture<String> ended = new CompletableFuture<>();

    /// Something done with the address of a running server.
    @FunctionalInterface
    private interface Visit {
        void at(InetSocketAddress address) throws Exception;
    }

    private void serve(Worker worker, Generator.Source<byte[]> body, Visit visit) throws Exception {
        var deployment = Deployment.open((_, start) -> {
            start.start("200 OK", "Content-Type", "text/plain");
            return Generator.yielding(body);
        });
        Server server = Server.start(Settings.loopback().with(worker), () -> deployment);
        try {
            visit.at(server.addresses().getFirst());
        } finally {
            server.stop(Duration.ofSeconds(1));
            deployment.close();
        }
    }

    private static String get(InetSocketAddress address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + address.getPort() + "/")).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsValuesAreTheBlocks(Worker worker) throws Exception {
        serve(worker, y -> {
            try {
                for (String block : List.of("one ", "two ", "three")) y.yield(block.getBytes(UTF_8));
            } finally {
                ended.complete("ended");
            }
        }, address -> assertEquals("one two three", get(address)));
        assertEquals("ended", ended.get());
    }

    @ParameterizedTest
    @EnumSource
    void itIsClosedWhenTheClientLeaves(Worker worker) throws Exception {
        serve(worker, y -> {
            try {
                while (true) y.yield("on and on ".repeat(1000).getBytes(UTF_8));
            } finally {
                ended.complete("ended");
            }
        }, address -> {
            try (var socket = new Socket(address.getAddress(), address.getPort())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                assertTrue(new String(socket.getInputStream().readNBytes(9000), US_ASCII).contains("on and on"));
            }
            assertEquals("ended", ended.get(30, TimeUnit.SECONDS));
        });
    }

    @ParameterizedTest
    @EnumSource
    void itIsClosedWhenNobodyWantsTheRest(Worker worker) throws Exception {
        serve(worker, y -> {
            try {
                while (true) y.yield("for nobody".getBytes(UTF_8));
            } finally {
                ended.complete("ended");
            }
        }, address -> {
            try (var socket = new Socket(address.getAddress(), address.getPort())) {
                socket.getOutputStream().write("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                assertEquals("ended", ended.get(30, TimeUnit.SECONDS));
            }
        });
    }

    /// A body may hold what must be given back: a generator within a generator, both closed from the inside out.
    @ParameterizedTest
    @EnumSource
    void whatItYieldsFromIsClosedToo(Worker worker) throws Exception {
        var order = Collections.synchronizedList(new ArrayList<String>());
        serve(worker, y -> {
            try {
                y.yieldFrom(Generator.<byte[]>yielding(z -> {
                    try {
                        while (true) z.yield(new byte[10_000]);
                    } finally {
                        order.add("inner");
                    }
                }));
            } finally {
                order.add("outer");
                ended.complete("ended");
            }
        }, address -> {
            try (var socket = new Socket(address.getAddress(), address.getPort())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                assertTrue(socket.getInputStream().readNBytes(5000).length == 5000);
            }
            ended.get(30, TimeUnit.SECONDS);
        });
        assertEquals(List.of("inner", "outer"), order);
    }
}
