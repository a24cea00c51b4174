// gangway serve gateway-spec/examples/Upper.java
// expect: GET / -> 200 HELLO, WORLD!
import module gangway.spec;

Application hello = (environ, start) -> start.text("200 OK", "Hello, world!\n");

/// A middleware: each block passes through, upper-cased.
Middleware upper = app -> (environ, start) -> Body.map(app.call(environ, start), this::upperCase);

Application application = hello.with(upper);

/// Changes a to z only, byte by byte: a block may end in the middle of any other character.
byte[] upperCase(byte[] block) {
    byte[] changed = block.clone();
    for (int i = 0; i < changed.length; i++) if (changed[i] >= 'a' && changed[i] <= 'z') changed[i] -= 'a' - 'A';
    return changed;
}

void main(String... args) {
    Serve.run(application, args);
}
