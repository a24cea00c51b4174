// gangway serve gateway-spec/examples/Demo.java
// expect: GET /?a=b -> 200 Hello world!…QUERY_STRING = "a=b"…
import module gangway.spec;

void main(String... args) {
    Serve.run(new DemoApplication(), args);
}
