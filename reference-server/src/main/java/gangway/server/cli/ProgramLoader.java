package gangway.server.cli;

import module java.base;

/// The class loader of one generation of a program: compiled classes, then its class path. Nothing of ours keeps it, so a
/// reload drops it as a whole.
final class ProgramLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    /// @param classes by name
    /// @param path    where other classes, and all resources, are found
    ProgramLoader(Map<String, byte[]> classes, List<Path> path) {
        super(path.stream().map(ProgramLoader::url).toArray(URL[]::new), ProgramLoader.class.getClassLoader());
        this.classes = Map.copyOf(classes);
        ProgramLoader.class.getModule().addReads(getUnnamedModule());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = classes.get(name);
        return code == null ? super.findClass(name) : defineClass(name, code, 0, code.length);
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(place + " cannot be on a class path", e);
        }
    }
}
