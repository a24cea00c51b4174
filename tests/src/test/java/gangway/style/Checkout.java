package gangway.style;

import module java.base;

/// The files of the project itself, which the tests of this package judge: the modules that the parent POM lists, their
/// main sources and the classes that were made of them. What should be there and is not is an error, never a skip.
final class Checkout {

    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("gangway.root"),
        "no gangway.root: run by Maven, or with -Dgangway.root=<the checkout>"));

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private Checkout() {}

    static List<String> modules() {
        return MODULE.matcher(read(ROOT.resolve("pom.xml"))).results().map(found -> found.group(1)).toList();
    }

    /// The main Java files of all modules. `tests` need not have any.
    static List<Path> mainSources() {
        return modules().stream().map(module -> ROOT.resolve(module, "src", "main", "java"))
            .filter(tree -> Files.isDirectory(tree) || !tree.startsWith(ROOT.resolve("tests")))
            .flatMap(tree -> files(tree, ".java"))
            .toList();
    }

    /// The compiled main classes of all modules, descriptors of modules aside.
    static List<Path> mainClasses() {
        return modules().stream().flatMap(module -> files(ROOT.resolve(module, "target", "classes"), ".class"))
            .filter(file -> !file.endsWith("module-info.class"))
            .toList();
    }

    /// Where the class of a main source file is when it has been compiled.
    static Path classOf(Path source) {
        var inModule = ROOT.relativize(source);
        var name = source.getFileName().toString().replace(".java", ".class");
        return ROOT.resolve(inModule.getName(0)).resolve("target", "classes")
            .resolve(inModule.subpath(4, inModule.getNameCount())).resolveSibling(name);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Stream<Path> files(Path tree, String suffix) {
        try (var files = Files.walk(tree)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + tree + "; compile first: mvn compile", e);
        }
    }
}
