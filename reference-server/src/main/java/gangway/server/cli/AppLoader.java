package gangway.server.cli;

import module java.base;

import gangway.server.Deployment;
import gangway.spec.Application;
import gangway.spec.DemoApplication;
import gangway.spec.Middleware;
import gangway.spec.files.Directory;

/// The way from a target to an application. Each [#load] makes a new generation; nothing here keeps an old one.
final class AppLoader {

    private final Target target;
    private final List<Path> classPath;
    private final List<String> args;
    private final Console console;
    private final boolean verbose;
    private Optional<SourceCompiler> compiler = Optional.empty();

    /// @param target    what to load
    /// @param classPath what it needs
    /// @param args      for its `main`, if that is run
    /// @param console   hears the compiler's warnings
    /// @param verbose   whether they, and stack traces, are wanted
    AppLoader(Target target, List<Path> classPath, List<String> args, Console console, boolean verbose) {
        this.target = target;
        this.classPath = classPath;
        this.args = args;
        this.console = console;
        this.verbose = verbose;
    }

    /// @return what is loaded, for messages
    String name() {
        return target.toString();
    }

    /// Compiles and loads the program, and finds the application in it.
    ///
    /// @return not yet open
    /// @throws Failure when that cannot be
    Application load() throws Failure {
        try {
            return switch (target) {
                case Target.Demo _ -> new DemoApplication();
                case Target.Directory(Path root, boolean listing) -> new Directory(root, listing);
                case Target.Source(Path file) -> applicationOf(compiled(file));
                case Target.Jar(Path file) -> applicationOf(List.of(mainClass(file)));
                case Target.Named(String name, String member) -> member.isEmpty()
                    ? applicationOf(List.of(named(name))) : applicationOf(named(name), member);
            };
        } catch (Failure failure) {
            throw failure;
        } catch (Throwable thrown) {                           // the program's own: an initialiser, a constructor…
            throw Failure.thrown("loading " + name(), thrown, verbose);
        }
    }

    /// Loads the program and opens its application.
    ///
    /// @param around put around it, the outermost first
    /// @return ready for requests
    /// @throws Failure when it cannot be loaded or opened
    Deployment deploy(Middleware... around) throws Failure {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            Application application = load();
            return open(around.length == 0 ? application : application.with(around), name(), verbose);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /// Makes the loader of a new generation, and with it this thread's context, as it would be under plain `java`.
    private static ProgramLoader loader(Map<String, byte[]> classes, List<Path> path) {
        var loader = new ProgramLoader(classes, path);
        Thread.currentThread().setContextClassLoader(loader);
        return loader;
    }

    /// Opens an application.
    static Deployment open(Application application, String name, boolean verbose) throws Failure {
        try {
            return Deployment.open(application);
        } catch (Throwable thrown) {
            throw Failure.thrown("opening " + name, thrown, verbose);
        }
    }

    /// @return the main of a source file, for a caller that runs it himself
    /// @throws Failure when it does not compile, or has none
    EntryPoint entryPoint(Path file) throws Failure {
        return main(compiled(file)).orElseThrow(() ->
            Failure.load(name() + " has no main: add void main(String... args) { … }"));
    }

    /// @return where a change calls for another [#load]: what was read so far
    Set<Place> places() {
        var places = new LinkedHashSet<Place>();
        classPath.forEach(path -> places.add(Place.classes(path)));
        if (target instanceof Target.Jar(Path file)) places.add(Place.classes(file));
        if (target instanceof Target.Source(Path file)) places.add(Place.sources(file));
        compiler.ifPresent(used -> used.sources().forEach(file -> places.add(Place.sources(file))));
        return places;
    }

    private List<Class<?>> compiled(Path file) throws Failure {
        if (compiler.isEmpty()) compiler = Optional.of(new SourceCompiler(classPath, console, verbose));
        SourceCompiler.Compilation compilation = compiler.get().compile(file);
        ProgramLoader loader = loader(compilation.classes(), with(compilation.root()));
        var classes = new ArrayList<Class<?>>();
        for (String name : compilation.main()) classes.add(found(name, loader));
        String stem = name().substring(0, name().length() - ".java".length());
        classes.sort(Comparator.comparing(type -> !type.getSimpleName().equals(stem)));   // stable: else as in the file
        return classes;
    }

    private Class<?> mainClass(Path file) throws Failure, IOException {
        try (var jar = new JarFile(file.toFile())) {
            String name = jar.getManifest() == null ? null : jar.getManifest().getMainAttributes().getValue("Main-Class");
            if (name == null)
                throw Failure.load(file + " names no Main-Class in its manifest: serve a class of it, "
                    + "with -cp " + file + " and the name of the class");
            return found(name.strip(), loader(Map.of(), with(file)));
        } catch (ZipException e) {
            throw Failure.load(file + " is no jar: " + e.getMessage());
        }
    }

    private Class<?> named(String name) throws Failure {
        return found(name, loader(Map.of(), classPath));
    }

    private Class<?> found(String name, ProgramLoader loader) throws Failure {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw Failure.load(Usage.noClass(name, classPath, e));
        }
    }

    private List<Path> with(Path first) {
        return Stream.concat(Stream.of(first), classPath.stream()).toList();
    }

    private Application applicationOf(List<Class<?>> classes) throws Throwable {
        Optional<Application> application = ApplicationFinder.in(classes);
        if (application.isPresent()) return application.get();
        Optional<EntryPoint> main = main(classes);
        if (main.isEmpty()) throw Failure.load(Usage.noApplication(name(), "no main"));
        return handedOver(main.get()).orElseThrow(() ->
            Failure.load(Usage.noApplication(name(), "its main ended without a call of Serve.run")));
    }

    private Optional<Application> handedOver(EntryPoint main) throws Failure {
        try {
            return new Program(main, name(), args, console).start();
        } catch (Throwable thrown) {
            throw Failure.thrown("main of " + name(), thrown, verbose);
        }
    }

    private Application applicationOf(Class<?> type, String member) throws Throwable {
        return ApplicationFinder.member(type, member)
            .orElseThrow(() -> Failure.load(Usage.noMember(type.getName(), member)));
    }

    private static Optional<EntryPoint> main(List<Class<?>> classes) {
        return classes.stream().filter(type -> type.getEnclosingClass() == null)
            .flatMap(type -> EntryPoint.of(type).stream()).findFirst();
    }
}
