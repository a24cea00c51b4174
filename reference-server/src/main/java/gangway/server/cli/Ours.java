package gangway.server.cli;

import module java.base;

import gangway.spec.Application;

/// Where our own classes came from, so that a program can be compiled against just them.
final class Ours {

    private Ours() {
    }

    /// @return the module path of this process, or, if we are on its class path, what on it is a module of ours
    static List<Path> modulePath() {
        String modules = System.getProperty("jdk.module.path", "");
        return modules.isEmpty() ? classPath().stream().filter(Ours::isOurs).toList() : Option.paths(modules);
    }

    /// @return the class path of this process, and the jars that the manifests of ours add to it
    static List<Path> classPath() {
        List<Path> named = Option.paths(System.getProperty("java.class.path", ""));
        if (Ours.class.getModule().isNamed()) return named;
        Stream<Path> added = Stream.of(Ours.class, Application.class)
            .map(type -> Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())));
        return Stream.concat(named.stream(), added).distinct().toList();
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
