package gangway.style;

import module java.base;
import module jdk.compiler;

import javax.tools.JavaFileObject;

/// Measures source files and what they hold, in lines as an editor counts them, comments included. A method is measured
/// from its first modifier to its last brace; the doc comment before it does not count.
final class Sizes {

    static final int FILE_LIMIT = 400;
    static final int METHOD_LIMIT = 40;

    /// The length of one thing, and where to find it.
    record Size(String place, String what, long lines, int limit) {
        boolean isTooLong() {
            return lines > limit;
        }

        @Override public String toString() {
            return "%s: %s has %s lines; the limit is %s".formatted(place, what, lines, limit);
        }
    }

    private Sizes() {}

    /// All sizes in these files, in order.
    static List<Size> of(Iterable<? extends JavaFileObject> files) throws IOException {
        var messages = new StringWriter();
        var task = (JavacTask) InMemory.COMPILER.getTask(messages, null, null, List.of("-proc:none"), null, files);
        var sizes = new ArrayList<Size>();
        for (var unit : task.parse()) new Tape(unit, Trees.instance(task).getSourcePositions(), sizes).scan(unit, null);
        if (!messages.toString().isEmpty()) throw new AssertionError("cannot be parsed: " + messages);
        return sizes;
    }

    /// Goes through one file and notes the size of all that has a limit.
    private static final class Tape extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Size> sizes;

        Tape(CompilationUnitTree unit, SourcePositions positions, List<Size> sizes) {
            this.unit = unit;
            this.positions = positions;
            this.sizes = sizes;
        }

        @Override public Void visitCompilationUnit(CompilationUnitTree file, Void nothing) {
            try {
                var lines = file.getSourceFile().getCharContent(true).toString().lines().count();
                sizes.add(new Size(place(1), "the file", lines, FILE_LIMIT));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + place(1), e);
            }
            return super.visitCompilationUnit(file, nothing);
        }

        @Override public Void visitMethod(MethodTree method, Void nothing) {
            note("method " + method.getName(), method);
            return super.visitMethod(method, nothing);
        }

        @Override public Void visitClass(ClassTree type, Void nothing) {
            for (var member : type.getMembers())
                if (member instanceof BlockTree initializer) note("an initializer of " + type.getSimpleName(), initializer);
            return super.visitClass(type, nothing);
        }

        private void note(String what, Tree tree) {
            var first = line(positions.getStartPosition(unit, tree));
            var last = line(positions.getEndPosition(unit, tree));
            sizes.add(new Size(place(first), what, last - first + 1, METHOD_LIMIT));
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }

        private String place(long line) {
            return unit.getSourceFile().getName() + ":" + line;
        }
    }
}
