package gangway.server.cli;

import module java.base;

import javax.lang.model.SourceVersion;

/// What `serve` is asked to serve, as far as that can be told without running it.
sealed interface Target {

    /// The demo application of the gateway interface.
    record Demo() implements Target {
        @Override
        public String toString() {
            return "demo";
        }
    }

    /// The files in a directory.
    ///
    /// @param root    is there
    /// @param listing whether a directory without an index is answered with a page that lists it
    record Directory(Path root, boolean listing) implements Target {
        @Override
        public String toString() {
            return "the files in " + root.toAbsolutePath().normalize();
        }
    }

    /// A Java source file.
    ///
    /// @param file is there
    record Source(Path file) implements Target {
        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    /// A jar whose manifest names a main class.
    ///
    /// @param file is there
    record Jar(Path file) implements Target {
        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    /// A class, or something in it.
    ///
    /// @param name   of the class, with its package
    /// @param member empty, a field `app` that holds the application, a method `app` that is it, or `app()` that makes it
    record Named(String name, String member) implements Target {
        @Override
        public String toString() {
            return member.isEmpty() ? name : name + ":" + member;
        }
    }

    /// Reads a target.
    ///
    /// @param text as written
    /// @return what it names
    /// @throws Failure when that is not there, or is of no kind that can be served
    static Target parse(String text) throws Failure {
        if (text.equals("demo")) return new Demo();
        Path path = path(text);
        if (Files.isDirectory(path)) return new Directory(path, true);
        if (text.endsWith(".java")) return new Source(existing(path));
        if (text.endsWith(".jar")) return new Jar(existing(path));
        if (Files.exists(path))
            throw Failure.usage(text + " is neither a Java source file nor a jar: name a file that ends with .java or .jar, "
                + "or a directory");
        String[] parts = text.split(":", 2);
        boolean isMember = parts.length < 2 || SourceVersion.isIdentifier(parts[1].replaceFirst("\\(\\)$", ""));
        if (!SourceVersion.isName(parts[0]) || !isMember) throw missing(path);
        return new Named(parts[0], parts.length < 2 ? "" : parts[1]);
    }

    /// Checks the file that `run` is given.
    ///
    /// @param text as written
    /// @return a source file that is there
    /// @throws Failure when it is not
    static Source source(String text) throws Failure {
        return parse(text) instanceof Source source ? source : missingSource(text);
    }

    private static Source missingSource(String text) throws Failure {
        throw Failure.usage(text + " is no Java source file: run compiles and runs a file that ends with .java");
    }

    private static Path path(String text) throws Failure {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw Failure.usage(e.getMessage() + ": this system has no such file names; look at LANG if it is not ASCII");
        }
    }

    private static Path existing(Path file) throws Failure {
        if (!Files.exists(file)) throw missing(file);
        return file;
    }

    private static Failure missing(Path file) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (directory == null || !Files.isDirectory(directory))
            return Failure.usage("there is no directory " + directory + ", so no " + file.getFileName()
                + " in it: check the path");
        String name = file.getFileName().toString();
        String hint = Nearest.to(name, names(directory, "")).map(directory::resolve).map(Target::show)
            .map(near -> ": did you mean " + near + "?").orElse(": " + offer(directory));
        return Failure.usage("there is no file " + file + hint);
    }

    private static String offer(Path directory) {
        List<String> found = names(directory, ".java");
        return found.isEmpty() ? "name a Java source file, a class, a jar, a directory, or demo"
            : "name a Java source file, such as " + found.stream().limit(3)
                .map(name -> show(directory.resolve(name))).collect(Collectors.joining(" or "));
    }

    private static List<String> names(Path directory, String suffix) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(suffix)).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /// Writes a path as the user would: from where he is, if that is shorter.
    ///
    /// @param file any
    /// @return its shorter form
    static String show(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
    }
}
