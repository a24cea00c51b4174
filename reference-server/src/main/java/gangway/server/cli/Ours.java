package gangway.server.cli;

import module java.base;

/// Where our own classes came from, so that a program can be compiled against just them.
final class Ours {

    private Ours() {
    }

    /// @return the module path of this process, or, if we are on its class path, what on it is a module of ours
    static List<Path> modulePath() {
        String modules = System.getProperty("jdk.module.path", "");
        return modules.isEmpty() ? classPath().stream().filter(Ours::isOurs).toList() : Option.paths(modules);
    }

    /// @return the class path of this process, and the modules that the manifests of jars there add to it
    static List<Path> classPath() {
        List<Path> named = Option.paths(System.getProperty("java.class.path", ""));
        if (Ours.class.getModule().isNamed()) return named;
        Stream<Path> added = Ours.class.getClassLoader().resources("module-info.class")
            .filter(found -> !found.getProtocol().equals("jrt")).map(Ours::placeOf);   // those of the JDK are found without us
        return Stream.concat(named.stream(), added).distinct().toList();
    }

    /// @param descriptor of a module, in a directory or a jar
    private static Path placeOf(URL descriptor) {
        try {
            var opened = descriptor.openConnection();
            if (opened instanceof JarURLConnection jar) return Path.of(jar.getJarFileURL().toURI());
            return Path.of(descriptor.toURI()).getParent();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("a module on the class path is not in a file: " + descriptor, e);
        }
    }

    private static boolean isOurs(Path place) {
        if (Files.isDirectory(place) && Files.notExists(place.resolve("module-info.class"))) return false;
        try {
            return ModuleFinder.of(place).findAll().stream()
                .anyMatch(module -> module.descriptor().name().startsWith("gangway."));
        } catch (FindException notAModule) {
            return false;
        }
    }
}
