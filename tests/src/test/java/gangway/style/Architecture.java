package gangway.style;

import module java.base;

/// The shape of the whole, as tables: which of our packages may use which, and what certain classes may not name.
final class Architecture {

    /// The classes of the tree `of` may use, of ours, themselves and the trees in `uses`.
    record Arrow(String of, String... uses) {
        Stream<String> trees() {
            return Stream.concat(Stream.of(of), Stream.of(uses));
        }

        boolean allows(String type) {
            return trees().anyMatch(tree -> within(type, tree));
        }
    }

    /// The classes of the tree `of`, apart from those of the trees in `door`, may not name what matches, and why not.
    record Ban(String of, String door, Pattern names, String why) {
        Ban(String of, String door, String names, String why) {
            this(of, door, Pattern.compile(names), why);
        }

        boolean binds(String type) {
            return within(type, of) && Stream.of(door.split(" ")).noneMatch(tree -> within(type, tree));
        }
    }

    /// A tree is a package with those below it, or a class with those inside it. A class obeys the narrowest arrow that
    /// begins at it.
    static final List<Arrow> ARROWS = List.of(
        new Arrow("gangway.spec"),
        new Arrow("gangway.server", "gangway.spec"),
        new Arrow("gangway.server.CoroutineWorker", "gangway.server", "gangway.spec", "gangway.coroutine"),
        new Arrow("gangway.web", "gangway.spec", "gangway.template"),
        new Arrow("gangway.template"),
        new Arrow("gangway.coroutine"),
        new Arrow("gangway.conformance"),
        new Arrow("gangway.conformance.gateway", "gangway.conformance", "gangway.spec"));

    private static final String REGEX = "java\\.util\\.regex\\..*|java\\.lang\\.String\\.(matches|replaceAll|replaceFirst)",
        NO_REGEX = "over what a client chose, a regular expression may take for ever";

    static final List<Ban> BANS = List.of(
        new Ban("gangway", "gangway.coroutine.jdk", "(jdk[./]internal|sun[./]misc)[./]\\w.*|java[./]lang[./]ThreadBuilders.*",
            "what is inside the JDK has one door, the package gangway.coroutine.jdk"),
        new Ban("gangway", "gangway.server.cli gangway.coroutine.jdk", "java\\.lang\\.reflect\\..*",
            "reflection finds an application before the first request and is not used after"),
        new Ban("gangway.server.http1", "none", "java\\.net\\..*|java\\.nio\\.(channels|file)\\..*"
            + "|java\\.io\\.(InputStream|OutputStream|File\\w*|RandomAccessFile)(\\..*)?",
            "the protocol takes bytes and gives bytes; sockets and files are its user's"),
        new Ban("gangway.server.http1", "none", "java\\.lang\\.(Thread|Thread[.$].*)|java\\.util\\.concurrent\\..*",
            "the protocol runs on the thread of its caller"),
        new Ban("gangway.server.http1", "none", "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)"
            + "|java\\.time\\.\\w+\\.(now|system\\w*)",
            "the protocol is told the time, so that tests can tell it any"),
        new Ban("gangway.server", "gangway.server.cli", REGEX, NO_REGEX),
        new Ban("gangway.spec.handler", "none", REGEX, NO_REGEX),
        new Ban("gangway.spec.Header", "none", REGEX, NO_REGEX),
        new Ban("gangway.spec.Headers", "none", REGEX, NO_REGEX),
        new Ban("gangway.spec.Trailers", "none", REGEX, NO_REGEX),
        new Ban("gangway.spec.PercentEncoding", "none", REGEX, NO_REGEX));

    private Architecture() {}

    /// Whatever the class does that the tables do not allow, as sentences.
    static List<String> faults(Uses uses) {
        return Stream.concat(arrowFaults(uses), banFaults(uses)).toList();
    }

    /// The arrow that a class obeys, if there is one for it.
    static Optional<Arrow> arrowOf(String name) {
        return ARROWS.stream().filter(arrow -> within(name, arrow.of()))
            .max(Comparator.comparing(arrow -> arrow.of().length()));
    }

    private static Stream<String> arrowFaults(Uses uses) {
        var arrow = arrowOf(uses.name());
        if (arrow.isEmpty()) return Stream.of(uses.name() + " is in no package that Architecture.ARROWS knows");
        return uses.types().stream().filter(type -> within(type, "gangway") && !arrow.get().allows(type))
            .map(type -> "%s uses %s; of ours it may use %s".formatted(uses.name(), type,
                arrow.get().trees().collect(Collectors.joining(", "))));
    }

    private static Stream<String> banFaults(Uses uses) {
        return BANS.stream().filter(ban -> ban.binds(uses.name()))
            .flatMap(ban -> Stream.concat(uses.names(), uses.strings().stream())
                .filter(ban.names().asMatchPredicate())
                .map(name -> "%s names %s: %s".formatted(uses.name(), name, ban.why())));
    }

    private static boolean within(String name, String tree) {
        return name.equals(tree) || name.startsWith(tree + ".") || name.startsWith(tree + "$");
    }
}
