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

    /// @return the class path of this process
    static List<Path> classPath() {
        return Option.paths(System.getProperty("java.class.path", ""));
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
