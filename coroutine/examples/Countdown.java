// gangway serve coroutine/examples/Countdown.java
// expect: GET / -> 200 3…2…1…liftoff
import module gangway.coroutine;
import module gangway.spec;

Generator<byte[], Void, Void> countdown() {
    return Generator.yielding(y -> {
        for (int left = 3; left > 0; left--) y.yield("%s\n".formatted(left).getBytes());
        y.yield("liftoff\n".getBytes());
    });
}

Iterable<byte[]> application(Environ environ, StartResponse start) throws IOException {
    start.start("200 OK", "Content-Type", "text/plain");
    return countdown();
}

void main(String... args) {
    Serve.run(this::application, args);
}
