package gangway.spec.files;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.Middleware;
import gangway.spec.StartResponse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Directories in front of an application: a path below one of theirs is answered from there and does not reach the
/// application, not even when there is no such file.
///
/// ```java
/// Application site = application.with(new StaticFiles(Map.of("/static", new Directory(Path.of("public")))));
/// ```
///
/// @param mounts by path, such as `/static`; of two that fit, the longer one answers
public record StaticFiles(Map<String, Directory> mounts) implements Middleware {

    /// Orders the paths, the longest first.
    ///
    /// @throws IllegalArgumentException for a path that could not be one of a directory
    public StaticFiles {
        var ordered = new TreeMap<String, Directory>(Comparator.comparing(String::length).reversed()
            .thenComparing(Comparator.naturalOrder()));
        mounts.forEach((path, directory) -> ordered.put(checked(path), directory));
        mounts = Collections.unmodifiableMap(ordered);
    }

    private static String checked(String path) {
        if (!path.startsWith("/") || path.endsWith("/") || path.contains("//"))
            throw new IllegalArgumentException("path \"" + path + "\" for files: begin it, and each of its names, with one "
                + "slash, such as /static; for all paths, serve the directory itself");
        return path;
    }

    @Override
    public Application wrap(Application application) {
        return (environ, start) -> call(application, environ, start);
    }

    private Iterable<byte[]> call(Application application, Environ environ, StartResponse start) throws Exception {
        String path = (String) environ.getOrDefault("PATH_INFO", "");
        for (Map.Entry<String, Directory> mount : mounts.entrySet()) {
            String prefix = new String(mount.getKey().getBytes(UTF_8), ISO_8859_1);      // as PATH_INFO has it
            if (path.equals(prefix) || path.startsWith(prefix + "/")) {
                environ.put("SCRIPT_NAME", environ.scriptName() + prefix);
                environ.put("PATH_INFO", path.substring(prefix.length()));
                return mount.getValue().call(environ, start);
            }
        }
        return application.call(environ, start);
    }
}
