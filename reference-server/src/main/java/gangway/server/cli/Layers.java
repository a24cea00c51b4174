package gangway.server.cli;

import module java.base;

import gangway.spec.Middleware;
import gangway.spec.gzip.Gzip;

/// The middleware that the options ask for.
final class Layers {

    private Layers() {
    }

    /// Compression is around all that can be compressed, pages that list files included. Lint is nearest to the
    /// application, whose side of the contract it is to check.
    ///
    /// @param arguments of `serve`
    /// @param console   where Lint speaks
    /// @return to be put around the application, the outermost first
    static Middleware[] around(Arguments arguments, Console console) {
        var layers = new ArrayList<Middleware>();
        List<Mount> mounts = arguments.all(ServeOptions.STATIC);
        if (arguments.has(ServeOptions.GZIP)) layers.add(new Gzip());
        if (!mounts.isEmpty()) layers.add(Mount.files(mounts, !arguments.has(ServeOptions.NO_LISTING)));
        layers.addAll(List.of(LintReport.around(arguments, console)));
        return layers.toArray(Middleware[]::new);
    }
}
