package gangway.server.cli;

import module java.base;

import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Compiles Java source files in memory: compact and ordinary ones, and the siblings and packages that they use.
///
/// Each compilation looks at all files anew, so nothing stale can be in it; keeping the file manager between compilations
/// would save nothing that can be measured. Not thread-safe.
final class SourceCompiler {

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final List<Path> classPath;
    private final Console console;
    private final boolean verbose;
    private final Set<Path> sources = new LinkedHashSet<>();

    /// @param classPath what programs need beside our modules
    /// @param console   hears the compiler's warnings
    /// @param verbose   whether it does
    /// @throws Failure when this Java has no compiler
    SourceCompiler(List<Path> classPath, Console console, boolean verbose) throws Failure {
        if (javac == null)
            throw Failure.load("this Java has no compiler: use a JDK 25, or name a compiled class");
        this.classPath = classPath;
        this.console = console;
        this.verbose = verbose;
    }

    /// What a compilation made.
    ///
    /// @param classes class files by name
    /// @param main    the names of those that came from the file itself, in the order in which it declares them
    /// @param root    the directory where its packages begin
    record Compilation(Map<String, byte[]> classes, List<String> main, Path root) {
    }

    /// Compiles a file.
    ///
    /// @param file a Java source file
    /// @return its classes, and those of other files that it needs
    /// @throws Failure with a [Problem] for each error
    Compilation compile(Path file) throws Failure {
        Path source = file.toAbsolutePath().normalize();
        sources.add(source);
        try (var disk = javac.getStandardFileManager(null, null, UTF_8); var memory = new MemoryFiles(disk)) {
            Path root = root(source);
            locate(disk, root);
            var diagnostics = new ArrayList<Diagnostic<? extends JavaFileObject>>();
            boolean succeeded = javac.getTask(Writer.nullWriter(), memory, diagnostics::add, options(), null,
                disk.getJavaFileObjects(source)).call();
            memory.sources().forEach(sources::add);
            report(diagnostics, succeeded);
            return new Compilation(memory.classes(), memory.classesOf(source), root);
        } catch (IOException e) {
            throw Failure.load(file + " cannot be read: " + e);
        }
    }

    /// @return every source file that was part of a compilation so far
    Set<Path> sources() {
        return Set.copyOf(sources);
    }

    private void report(List<Diagnostic<? extends JavaFileObject>> diagnostics, boolean succeeded) throws Failure {
        diagnostics.stream().map(Diagnostic::getSource).filter(Objects::nonNull).map(file -> Path.of(file.toUri()))
            .forEach(sources::add);
        if (!succeeded)
            throw Failure.compile(diagnostics.stream().filter(found -> found.getKind() == Diagnostic.Kind.ERROR)
                .map(Problem::of).toList());
        if (verbose) diagnostics.forEach(console.err()::println);
    }

    private List<String> options() {
        return List.of("-proc:none", "-parameters", "-g", "-implicit:class", "--add-modules", "ALL-MODULE-PATH",
            verbose ? "-Xlint:all" : "-Xlint:none");
    }

    private void locate(StandardJavaFileManager disk, Path root) throws IOException {
        disk.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(root));
        disk.setLocationFromPaths(StandardLocation.MODULE_PATH, Ours.modulePath());
        disk.setLocationFromPaths(StandardLocation.CLASS_PATH,
            Stream.concat(classPath.stream(), Ours.classPath().stream()).toList());
    }

    /// The directory where the packages of a file begin: above it by as many names as its package has.
    private static Path root(Path source) throws IOException {
        Path directory = source.getParent();
        Path packages = Path.of(packageOf(Files.readString(source)).replace('.', '/'));
        if (packages.toString().isEmpty() || !directory.endsWith(packages)) return directory;
        return Objects.requireNonNullElse(directory.getRoot(), directory)
            .resolve(directory.subpath(0, directory.getNameCount() - packages.getNameCount()));
    }

    /// The package that a source file declares (JLS 7.4): the first thing in it but for white space and comments.
    ///
    /// @param source its text
    /// @return its name; empty for the unnamed package
    static String packageOf(String source) {
        String text = source.strip();
        while (text.startsWith("//") || text.startsWith("/*")) {
            int end = text.startsWith("//") ? text.indexOf('\n') : text.indexOf("*/") + 1;
            text = end < 1 ? "" : text.substring(end + 1).strip();
        }
        boolean declared = text.startsWith("package") && text.length() > 7 && Character.isWhitespace(text.charAt(7));
        int end = text.indexOf(';');
        return declared && end > 0 ? text.substring(8, end).strip() : "";
    }
}
