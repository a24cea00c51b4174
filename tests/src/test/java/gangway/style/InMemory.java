package gangway.style;

import module java.base;
import module java.compiler;

import javax.tools.ToolProvider;

/// A compiler whose input and output are in memory: it makes the wrong classes that prove the checks able to fail.
final class InMemory {

    static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /// A source file as text. Its name is only for messages.
    static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        /// Any top-level class may be in it, public or not.
        @Override public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }

    private InMemory() {}

    /// The class files made of `sources`, each a whole compilation unit.
    static List<byte[]> compile(String... sources) {
        var units = Stream.of(sources).map(text -> new Source("Example.java", text)).toList();
        var messages = new StringWriter();
        var classes = new ArrayList<ByteArrayOutputStream>();
        var options = List.of("-proc:none", "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED");
        if (!COMPILER.getTask(messages, filesTo(classes), null, options, null, units).call())
            throw new AssertionError("the example does not compile: " + messages);
        return classes.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    private static JavaFileManager filesTo(List<ByteArrayOutputStream> classes) {
        return new ForwardingJavaFileManager<>(COMPILER.getStandardFileManager(null, null, null)) {
            @Override public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind,
                    FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
                    @Override public OutputStream openOutputStream() {
                        classes.add(new ByteArrayOutputStream());
                        return classes.getLast();
                    }
                };
            }
        };
    }
}
