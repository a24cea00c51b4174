package gangway.server.cli;

import module java.base;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/// The compiler's files for one compilation: sources from the disk, classes into memory. Owned by that compilation.
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final Map<String, ClassFile> classes = new LinkedHashMap<>();

    MemoryFiles(StandardJavaFileManager disk) {
        super(disk);
    }

    /// A class file in memory.
    private static final class ClassFile extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Path source;

        ClassFile(String name, Path source) {
            super(URI.create("memory:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
            this.source = source;
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    @Override
    public JavaFileObject getJavaFileForOutput(JavaFileManager.Location location, String className,
        JavaFileObject.Kind kind, FileObject source) {
        var file = new ClassFile(className, Path.of(source.toUri()));
        classes.put(className, file);
        return file;
    }

    /// @return the class files by class name, in the order in which the compiler made them
    Map<String, byte[]> classes() {
        var bytes = new LinkedHashMap<String, byte[]>();
        classes.forEach((name, file) -> bytes.put(name, file.bytes.toByteArray()));
        return bytes;
    }

    /// @param source a source file
    /// @return the names of its classes
    List<String> classesOf(Path source) {
        return classes.entrySet().stream().filter(entry -> entry.getValue().source.equals(source))
            .map(Map.Entry::getKey).toList();
    }

    /// @return the source files that classes were made of
    Stream<Path> sources() {
        return classes.values().stream().map(file -> file.source);
    }
}
