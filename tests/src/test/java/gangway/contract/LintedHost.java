package gangway.contract;

import module java.base;

import gangway.spec.Application;
import gangway.spec.lint.Lint;

/// A server with Lint in front of its application. Lint only looks on, so the suite must not notice.
///
/// @param host the server
record LintedHost(Host host) implements Host {

    @Override
    public Set<Can> can() {
        return host.can();
    }

    @Override
    public Running start(Application application, Setup setup) throws Exception {
        return host.start(Lint.paranoid(application, _ -> {}), setup);
    }

    @Override
    public String toString() {
        return host + ", under Lint";
    }
}
