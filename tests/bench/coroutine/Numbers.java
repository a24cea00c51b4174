// gangway run tests/bench/coroutine/Numbers.java [quick] [write]
//
// All that is measured of coroutines, beside gevent, greenlet, CPython and the JDK's threads, in some five minutes: each side
// is a process of its own, and they take turns (A, B, A, B, …), so that what else happens on the machine happens to all of
// them. Prints the tables; with `write`, puts them into tests/BENCHMARKS.md, and the short one into the chapter; with `quick`,
// three short rounds, of which the best counts, and nothing that is large. Ends with 1 if a goal is missed by more than half.
import module java.base;

static final Path ROOT = Path.of("").toAbsolutePath(), PAGE = ROOT.resolve("tests/BENCHMARKS.md"),
    CHAPTER = ROOT.resolve("coroutine/README.md");
static final String BEGIN = "<!-- begin: measured -->\n", END = "<!-- end: measured -->\n";
static final String OURS = "Gangway", RAW = "Gangway, raw", BARE = "without hooks", VIRTUAL = "JDK virtual threads",
    PLATFORM = "JDK platform threads", PYTHON = "Python";
static final double SLACK = 1.5;

/// What is measured, and of whom.
record Row(String measure, String title, List<String> sides) {
    Row(String measure, String title, String... sides) {
        this(measure, title, List.of(sides));
    }

    boolean isOfStacks() {
        return Set.of("next", "send", "each", "greenlet").contains(measure);
    }
}

static final List<Row> ROWS = List.of(
    new Row("switch-2", "a switch between 2 (gevent: `sleep(0)`)", OURS, RAW, BARE, VIRTUAL, PLATFORM, PYTHON),
    new Row("switch-10000", "a switch among 10 000", OURS, RAW, BARE, VIRTUAL, PYTHON),
    new Row("channel", "an item through a channel (JDK: `SynchronousQueue`)", OURS, RAW, BARE, VIRTUAL, PLATFORM, PYTHON),
    new Row("spawn", "spawn and join one", OURS, RAW, VIRTUAL, PLATFORM, PYTHON),
    new Row("spawn-many", "spawn many, join all: each", OURS, RAW, VIRTUAL, PLATFORM, PYTHON),
    new Row("wake", "another thread wakes one that sleeps", OURS, RAW, PLATFORM, PYTHON),
    new Row("next", "a generator's `next`", OURS, PYTHON),
    new Row("send", "a generator's `send`", OURS, PYTHON),
    new Row("each", "all of a generator (`forEach`; Python: `for`)", OURS, PYTHON),
    new Row("greenlet", "a greenlet's switch", OURS, PYTHON),
    new Row("parked", "bytes of one that waits (gevent: resident memory)", OURS, RAW, VIRTUAL, PYTHON));

/// What is promised: a value is so many times that of another.
record Goal(String what, String measure, String ours, String theirMeasure, String theirs, double times) {
    Goal(String what, String measure, String ours, String theirs, double times) {
        this(what, measure, ours, measure, theirs, times);
    }

    boolean isOfHooks() {
        return theirs.equals(BARE);
    }
}

static final List<Goal> GOALS = List.of(
    new Goal("switch between 2 / gevent's `sleep(0)`", "switch-2", OURS, PYTHON, 6),
    new Goal("the same, raw kernel", "switch-2", RAW, PYTHON, 6),
    new Goal("switch among 10 000 / gevent's `sleep(0)`", "switch-10000", OURS, PYTHON, 6),
    new Goal("the same, raw kernel", "switch-10000", RAW, PYTHON, 6),
    new Goal("channel / gevent's `Channel`", "channel", OURS, PYTHON, 8),
    new Goal("channel / `SynchronousQueue` of platform threads", "channel", OURS, PLATFORM, 10),
    new Goal("spawn and join / gevent's", "spawn", OURS, PYTHON, 20),
    new Goal("bytes parked / gevent's", "parked", OURS, PYTHON, 6),
    new Goal("generator, `next` / CPython's: at most 5 times as long", "next", OURS, PYTHON, 1 / 5.0),
    new Goal("generator, all of it / CPython's `next`: at most a fifth", "each", OURS, "next", PYTHON, 5),
    new Goal("hooks that are off: at most 5 % of a switch", "switch-2", OURS, BARE, 1 / 1.05),
    new Goal("the same among 10 000", "switch-10000", OURS, BARE, 1 / 1.05));

/// What is promised whatever others need.
record Limit(String what, String measure, double most) {}

static final List<Limit> LIMITS = List.of(
    new Limit("bytes parked", "parked", 1200),
    new Limit("nanoseconds until another thread's call wakes a hub that sleeps", "wake", 50_000));

final Map<String, double[]> results = new HashMap<>();
final StringBuilder page = new StringBuilder();
String versions;                                               // of the Python side

void main(String... args) throws Exception {
    var words = List.of(args);
    if (!List.of("quick", "write").containsAll(words)) {
        System.err.println("%s: to fix: nothing, quick, write, or both".formatted(words));
        System.exit(2);
    }
    boolean quick = words.contains("quick");
    measure(quick ? 3 : 7, quick ? 300 : 500, quick ? 60 : 150);
    boolean kept = report(words);
    if (!quick) large();
    if (words.contains("write")) write();
    if (!kept) System.exit(1);
}

// ---- Measuring. ----

/// Each side is started twice: what the compiler makes of a program is not the same each time.
void measure(int rounds, int warmUp, int millis) throws Exception {
    Path bare = withoutHooks();
    try {
        for (int first = 0; first < rounds; first += (rounds + 1) / 2)
            measure(bare, first, Math.min(rounds, first + (rounds + 1) / 2), rounds, warmUp, millis);
    } finally {
        delete(bare);
    }
}

void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
}

void measure(Path bare, int from, int to, int rounds, int warmUp, int millis) throws Exception {
    var sides = new HashMap<String, Side>();
    try {
        sides.put(OURS, Side.java(OURS, ROOT, "ours", "-Dgangway.coroutine.kernel=virtual"));
        sides.put(RAW, Side.java(RAW, ROOT, "ours", "-Dgangway.coroutine.kernel=continuation"));
        sides.put(BARE, Side.java(BARE, bare, "ours", "-Dgangway.coroutine.kernel=virtual"));
        sides.put(VIRTUAL, Side.java(VIRTUAL, ROOT, "virtual", ""));
        sides.put(PLATFORM, Side.java(PLATFORM, ROOT, "platform", ""));
        sides.put(PYTHON, Side.python(PYTHON, python()));
        sides.put("stacks", Side.java(OURS, ROOT, "stacks", ""));
        versions = sides.get(PYTHON).line();
        for (Row row : ROWS) {
            IO.println("rounds %s to %s: %s".formatted(from + 1, to, row.title()));
            for (int round = from - 1; round < to; round++)
                for (String name : row.sides()) {
                    Side side = sides.get(row.isOfStacks() && name.equals(OURS) ? "stacks" : name);
                    double value = side.ask(row.measure(), round < from ? warmUp : millis);
                    if (round >= from) results.computeIfAbsent(row.measure() + name, _ -> new double[rounds])[round] = value;
                }
        }
    } finally {
        for (Side side : sides.values()) side.close();
    }
}

/// A copy of the sources in which nobody is told of switches: what the hooks cost is the difference.
Path withoutHooks() throws IOException {
    Path copy = Files.createTempDirectory("gangway-without-hooks");
    var hook = Pattern.compile("(?m)^ *(\\w+(\\(\\))?\\.)*observers?(\\(\\)|\\.all\\(\\))"
        + "\\.(spawned|began|runs|waits|woken|ended)\\(.*\\);.*\\n");
    for (String part : List.of("gangway", "gateway-spec/src/main", "reference-server/src/main", "mini-framework/src/main",
        "coroutine/src/main"))
        try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(ROOT.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                if (part.startsWith("coroutine") && file.toString().endsWith(".java"))
                    Files.writeString(to, hook.matcher(Files.readString(file)).replaceAll(""));
            }
        }
    return copy;
}

String python() {
    return Stream.of(System.getenv("PYTHON"), "/usr/bin/python3", "python3").filter(Objects::nonNull).filter(this::hasGevent)
        .findFirst().orElseThrow(() -> new IllegalStateException(
            "no python3 here has gevent; to fix: apt-get install python3-gevent python3-greenlet, or set PYTHON"));
}

boolean hasGevent(String python) {
    try {
        return new ProcessBuilder(python, "-c", "import gevent").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
        return false;
    }
}

// ---- Telling. ----

/// @return whether no goal is missed by more than half
boolean report(List<String> words) throws Exception {
    page.append("""
        Measured with `./gangway run tests/bench/coroutine/Numbers.java %s` on commit %s: Java %s, %s;
        %s, %s cores, shared; load %s at the end.

        """.formatted(String.join(" ", words), commit(), Runtime.version(), versions, processor(),
        Runtime.getRuntime().availableProcessors(), load()));
    page.append("| goal | at least | measured | in single rounds | kept |\n|---|---|---|---|---|\n");
    boolean kept = true;
    for (Goal goal : GOALS) {
        double[] ratios = ratios(goal);
        double ratio = words.contains("quick") ? ratios[ratios.length - 1] : goal.isOfHooks() ? best(goal) : median(ratios);
        kept &= ratio >= goal.times() / SLACK;
        page.append("| %s | %s | **%s** | %s–%s | %s |\n".formatted(goal.what(), number(goal.times()), number(ratio),
            number(ratios[0]), number(ratios[ratios.length - 1]), ratio >= goal.times() ? "yes" : "no"));
    }
    page.append("\n| limit | at most | measured | in single rounds | kept |\n|---|---|---|---|---|\n");
    for (Limit limit : LIMITS) {
        double[] values = sorted(results.get(limit.measure() + OURS));
        kept &= median(values) <= limit.most() * SLACK;
        page.append("| %s | %s | **%s** | %s–%s | %s |\n".formatted(limit.what(), number(limit.most()), number(median(values)),
            number(values[0]), number(values[values.length - 1]), median(values) <= limit.most() ? "yes" : "no"));
    }
    page.append("\nMedians, the least and the most of single rounds in brackets; nanoseconds, but for the last line.\n\n");
    page.append(table(ROWS, this::cell)).append("\n");
    IO.print(page);
    return kept;
}

/// What each side needed.
String table(List<Row> rows, Function<double[], String> cell) {
    var sides = List.of(OURS, RAW, VIRTUAL, PLATFORM, PYTHON);
    var table = new StringJoiner("\n", "", "\n");
    table.add("| | " + String.join(" | ", sides) + " |").add("|---".repeat(sides.size() + 1) + "|");
    for (Row row : rows)
        table.add(sides.stream().map(side -> Optional.ofNullable(results.get(row.measure() + side)).map(cell).orElse("–"))
            .collect(Collectors.joining(" | ", "| %s | ".formatted(row.title()), " |")));
    return table.toString();
}

/// Each round's, in order of size: theirs divided by ours.
double[] ratios(Goal goal) {
    double[] ours = results.get(goal.measure() + goal.ours()), theirs = results.get(goal.theirMeasure() + goal.theirs());
    return IntStream.range(0, ours.length).mapToDouble(i -> theirs[i] / ours[i]).sorted().toArray();
}

/// What code costs that is there or is not is seen best where nothing else happened.
double best(Goal goal) {
    return Arrays.stream(results.get(goal.theirMeasure() + goal.theirs())).min().orElseThrow()
        / Arrays.stream(results.get(goal.measure() + goal.ours())).min().orElseThrow();
}

double median(double[] values) {
    return sorted(values)[values.length / 2];
}

double[] sorted(double[] values) {
    return Arrays.stream(values).sorted().toArray();
}

String cell(double[] values) {
    var all = Arrays.stream(values).summaryStatistics();
    return "%s (%s–%s)".formatted(number(median(values)), number(all.getMin()), number(all.getMax()));
}

String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
}

String commit() throws Exception {
    boolean changed = !output("git", "status", "--porcelain", "--", "coroutine/src").isEmpty();
    return output("git", "rev-parse", "--short", "HEAD") + (changed ? " with changes" : "");
}

String processor() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
        return lines.filter(line -> line.startsWith("model name")).map(line -> line.replaceFirst(".*: ", ""))
            .findFirst().orElse("a processor without a name");
    }
}

String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
}

String output(String... command) throws IOException {
    return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes()).strip();
}

// ---- Large numbers, each in a process of its own. ----

void large() throws Exception {
    page.append("With `-Xmx2g`, each in a process of its own:\n\n| | Gangway | Gangway, raw |\n|---|---|---|\n");
    for (String part : List.of("million", "cold", "rounds")) {
        Map<String, String> ours = large(part, "virtual"), raw = large(part, "continuation");
        ours.forEach((what, value) -> {
            String line = "| %s | %s | %s |\n".formatted(what, value, raw.get(what));
            IO.print(line);
            page.append(line);
        });
    }
    page.append("\n");
}

Map<String, String> large(String part, String kernel) throws Exception {
    var builder = new ProcessBuilder("./gangway", "run", "tests/bench/coroutine/Large.java", part);
    builder.environment().put("GANGWAY_JAVA_OPTS", "-Xmx2g --add-modules java.management -Dgangway.coroutine.kernel=" + kernel);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var values = new LinkedHashMap<String, String>();
    try (var lines = process.inputReader().lines()) {
        lines.map(line -> line.split("\t")).forEach(line -> values.put(line[0], line[1]));
    }
    int exit = process.waitFor();
    if (exit != 0) throw new IllegalStateException("%s on %s ended with %s".formatted(part, kernel, exit));
    return values;
}

void write() throws IOException {
    write(PAGE, page.toString());
    var few = Set.of("switch-2", "channel", "spawn", "next", "each", "greenlet", "parked");
    var rows = ROWS.stream().filter(row -> few.contains(row.measure())).toList();
    write(CHAPTER, table(rows, values -> number(median(values))) + "\n");
}

void write(Path file, String measured) throws IOException {
    String text = Files.readString(file);
    int from = text.indexOf(BEGIN) + BEGIN.length(), to = text.indexOf(END);
    Files.writeString(file, text.substring(0, from) + "\n" + measured + text.substring(to));
    IO.println("written to " + ROOT.relativize(file));
}
