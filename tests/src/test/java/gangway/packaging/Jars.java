package gangway.packaging;

import module java.base;
import module java.xml;

import javax.tools.ToolProvider;

import gangway.cli.Gangway;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Our jars, packed from the compiled classes with the manifests that the POMs ask for, and programs that use them.
///
/// @param directory where they are
record Jars(Path directory) {

    private static final String MANIFEST = "/project/build/plugins/plugin[artifactId='maven-jar-plugin']/configuration/archive/";

    /// Packs them.
    static Jars in(Path directory) throws Exception {
        var jars = new Jars(directory);
        Files.createDirectories(directory.resolve("lib"));
        jars.pack(directory.resolve("lib/gateway-spec.jar"), "gateway-spec", "");
        jars.pack(jars.coroutine(), "coroutine", "");
        jars.pack(jars.server(), "reference-server", manifestOfTheServer());
        return jars;
    }

    /// The manifest of the server's jar, from its POM. Maven adds the class path: the libraries beside it in `lib`.
    private static String manifestOfTheServer() throws Exception {
        var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(Gangway.ROOT.resolve("reference-server/pom.xml").toFile());
        var xpath = XPathFactory.newInstance().newXPath();
        var lines = new StringJoiner("\n", "", "\n");
        lines.add("Main-Class: " + xpath.evaluate(MANIFEST + "manifest/mainClass", pom));
        lines.add("Class-Path: lib/gateway-spec.jar lib/coroutine.jar");
        for (var entry : xpath.evaluateExpression(MANIFEST + "manifestEntries/*", pom, XPathNodes.class))
            lines.add(entry.getNodeName() + ": " + entry.getTextContent());
        return lines.toString();
    }

    private void pack(Path jar, String module, String manifest) throws IOException {
        Path lines = Files.writeString(directory.resolve(module + ".manifest"), manifest);
        var tool = java.util.spi.ToolProvider.findFirst("jar").orElseThrow();
        int exit = tool.run(System.out, System.err, "--create", "--file", jar.toString(), "--manifest", lines.toString(),
            "-C", Gangway.ROOT.resolve(module, "target", "classes").toString(), ".");
        if (exit != 0) throw new AssertionError("jar ended with " + exit);
    }

    Path coroutine() {
        return directory.resolve("lib/coroutine.jar");
    }

    Path server() {
        return directory.resolve("server.jar");
    }

    /// Compiles a program that uses coroutines.
    ///
    /// @param name of a file in this package's resources
    /// @return the directory with its classes
    Path compiled(String name) throws Exception {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Path source = Path.of(Jars.class.getResource(name + ".java").toURI());
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), "-proc:none",
            "-cp", coroutine().toString(), source.toString());
        if (exit != 0) throw new AssertionError("javac ended with " + exit);
        return classes;
    }

    /// How a program ended.
    record End(int exit, String out, String err) {}

    /// Starts `java` and waits for its end, at most a minute.
    End java(List<String> arguments) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(Gangway.ROOT.toFile());
        builder.environment().keySet().removeAll(Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        var process = builder.start();
        process.getOutputStream().close();
        var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        var out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("still runs: " + command);
            return new End(process.exitValue(), out.get(10, TimeUnit.SECONDS), err.get(10, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
