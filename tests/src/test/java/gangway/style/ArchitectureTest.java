package gangway.style;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/// The tables of [Architecture], held against every class of main code, and against classes written to break them.
class ArchitectureTest {

    /// A class to be judged. What it uses is compiled beside it.
    record Example(String name, String body, String... uses) {
        List<String> faults() {
            var sources = Stream.concat(Stream.of(name), Stream.of(uses)).map(this::source).toArray(String[]::new);
            return InMemory.compile(sources).stream().map(Uses::of).filter(used -> used.name().equals(name))
                .flatMap(used -> Architecture.faults(used).stream()).toList();
        }

        private String source(String type) {
            var dot = type.lastIndexOf('.');
            return "package %s; public class %s { %s }".formatted(
                type.substring(0, dot), type.substring(dot + 1), type.equals(name) ? body : "public static void go() {}");
        }

        @Override public String toString() {
            return name + " { " + body + " }";
        }
    }

    static final List<Example> ARROW_BREACHES = List.of(
        new Example("gangway.spec.Bad", "{ gangway.web.A.go(); }", "gangway.web.A"),
        new Example("gangway.spec.lint.Bad", "gangway.server.A a;", "gangway.server.A"),
        new Example("gangway.spec.Bad", "java.util.List<gangway.web.A[]> a;", "gangway.web.A"),
        new Example("gangway.server.Bad", "void a(gangway.web.A a) {}", "gangway.web.A"),
        new Example("gangway.server.http1.Bad", "gangway.coroutine.A a;", "gangway.coroutine.A"),
        new Example("gangway.server.CoroutineWorkers", "gangway.coroutine.A a;", "gangway.coroutine.A"),
        new Example("gangway.server.CoroutineWorker", "gangway.web.A a;", "gangway.web.A"),
        new Example("gangway.web.Bad", "gangway.server.A a() { return null; }", "gangway.server.A"),
        new Example("gangway.template.Bad", "Object a = gangway.web.A.class;", "gangway.web.A"),
        new Example("gangway.coroutine.Bad", "gangway.spec.A a;", "gangway.spec.A"),
        new Example("gangway.conformance.Bad", "gangway.spec.A a;", "gangway.spec.A"),
        new Example("gangway.conformance.gateway.Bad", "gangway.server.A a;", "gangway.server.A"),
        new Example("gangway.unknown.Bad", ""));

    static final List<Example> BAN_BREACHES = List.of(
        new Example("gangway.coroutine.Bad", "jdk.internal.vm.Continuation a;"),
        new Example("gangway.coroutine.Bad", "String a = \"jdk.internal.vm.Continuation\";"),
        new Example("gangway.coroutine.Bad", "String a = \"sun.misc.Signal\";"),
        new Example("gangway.server.cli.Bad", "String a = \"java.lang.ThreadBuilders$VirtualThreadBuilder\";"),
        new Example("gangway.web.Bad", "Object a(java.lang.reflect.Method m) throws Exception { return m.invoke(1); }"),
        new Example("gangway.web.Bad", "{ String.class.getMethods(); }"),
        new Example("gangway.server.http1.Bad", "java.net.Socket a;"),
        new Example("gangway.server.http1.Bad", "java.nio.channels.ByteChannel a;"),
        new Example("gangway.server.http1.Bad", "java.nio.file.Path a;"),
        new Example("gangway.server.http1.Bad", "void a(java.io.InputStream a) {}"),
        new Example("gangway.server.http1.Bad", "void a(java.io.OutputStream a) {}"),
        new Example("gangway.server.http1.Bad", "java.io.FileReader a;"),
        new Example("gangway.server.http1.Bad", "{ Thread.yield(); }"),
        new Example("gangway.server.http1.Bad", "java.util.concurrent.locks.Lock a;"),
        new Example("gangway.server.http1.Bad", "long a = System.currentTimeMillis();"),
        new Example("gangway.server.http1.Bad", "long a = System.nanoTime();"),
        new Example("gangway.server.http1.Bad", "Object a = java.time.Instant.now();"),
        new Example("gangway.server.http1.Bad", "Object a = java.time.Clock.systemUTC();"),
        new Example("gangway.server.http1.Bad", "java.util.regex.Pattern a;"),
        new Example("gangway.server.Bad", "boolean a = \"\".matches(\"a\");"),
        new Example("gangway.spec.Header", "String a = \"\".replaceAll(\"a\", \"\");"));

    /// Classes that come close to a breach without being one.
    static final List<Example> ALLOWED = List.of(
        new Example("gangway.server.CoroutineWorker", "gangway.coroutine.A a; gangway.spec.A b;",
            "gangway.coroutine.A", "gangway.spec.A"),
        new Example("gangway.web.Good", "gangway.template.A a; gangway.spec.A b;", "gangway.template.A", "gangway.spec.A"),
        new Example("gangway.coroutine.jdk.Good",
            "jdk.internal.vm.Continuation a; String b = \"java.lang.ThreadBuilders\"; String c = \"sun.misc.Signal\";"),
        new Example("gangway.server.cli.Good", "java.lang.reflect.Method a; String b = \"jdk.internal.\";"),
        new Example("gangway.server.http1.Good", "Object a = new java.io.ByteArrayOutputStream(); java.time.Instant b;"));

    /// One of the bans is on regular expressions over what a client sends.
    @Tag("facts-89")
    @Test
    void mainCodeObeysTheTables() throws IOException {
        var faults = new StringJoiner("\n", "\n", "").setEmptyValue("");
        for (var file : Checkout.mainClasses())
            Architecture.faults(Uses.of(Files.readAllBytes(file))).forEach(faults::add);
        assertEquals("", faults.toString());
    }

    @Test
    void everyMainSourceHasBeenCompiledAndIsJudged() {
        var withoutClass = Checkout.mainSources().stream().filter(source -> !source.endsWith("package-info.java"))
            .map(Checkout::classOf).filter(Files::notExists).toList();
        assertEquals(List.of(), withoutClass, "compile first: mvn compile");
    }

    /// The compiler sees to it that a module uses only what it requires.
    @Tag("facts-90")
    @Test
    void gatewaySpecRequiresOnlyJavaBase() {
        var classes = ModuleFinder.of(Checkout.ROOT.resolve("gateway-spec", "target", "classes"));
        var required = classes.find("gangway.spec").orElseThrow().descriptor().requires();
        assertEquals(List.of("java.base"), required.stream().map(ModuleDescriptor.Requires::name).toList());
    }

    /// What is checked by `assert` is not checked at all without `-ea`. The compiler keeps a field for it.
    @Tag("facts-88")
    @Test
    void nothingIsCheckedByAssert() throws IOException {
        var asserting = new ArrayList<String>();
        for (var file : Checkout.mainClasses()) {
            var fields = ClassFile.of().parse(file).fields().stream();
            if (fields.anyMatch(field -> field.fieldName().equalsString("$assertionsDisabled")))
                asserting.add(file.getFileName().toString());
        }
        assertEquals(List.of(), asserting);
    }

    @ParameterizedTest
    @FieldSource({"ARROW_BREACHES", "BAN_BREACHES"})
    void aBreachIsFound(Example breach) {
        assertNotEquals(List.of(), breach.faults());
    }

    @ParameterizedTest
    @FieldSource("ALLOWED")
    void whatComesCloseIsAllowed(Example allowed) {
        assertEquals(List.of(), allowed.faults());
    }

    @Test
    void everyArrowIsShownToBeAbleToFail() {
        var shown = ARROW_BREACHES.stream().flatMap(breach -> Architecture.arrowOf(breach.name()).stream());
        assertEquals(Set.copyOf(Architecture.ARROWS), shown.collect(Collectors.toSet()));
    }

    @Test
    void everyBanIsShownToBeAbleToFail() {
        var faults = BAN_BREACHES.stream().flatMap(breach -> breach.faults().stream()).toList();
        var neverFound = Architecture.BANS.stream().map(Architecture.Ban::why)
            .filter(why -> faults.stream().noneMatch(fault -> fault.endsWith(why)));
        assertEquals(List.of(), neverFound.toList());
    }
}
