package gangway.server.cli;

import module java.base;

import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/// One complaint of the compiler.
///
/// @param file    as the user would name it; empty when it is about no file
/// @param line    from 1
/// @param column  from 1, in characters: a tab is one
/// @param message the first line says what; more may say why
/// @param source  all lines of the file
record Problem(String file, int line, int column, String message, List<String> source) {

    /// Copies the list.
    Problem {
        source = List.copyOf(source);
    }

    /// A line of the source.
    ///
    /// @param number from 1
    /// @param text   without its end
    record Line(int number, String text) {
    }

    /// Reads what the compiler reports.
    ///
    /// @param diagnostic any
    /// @return the same, independent of the compiler
    static Problem of(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = brief(diagnostic.getMessage(null)) + advice(diagnostic.getCode());
        if (diagnostic.getSource() == null || diagnostic.getPosition() == Diagnostic.NOPOS)
            return new Problem("", 0, 0, message, List.of());
        String text = read(diagnostic.getSource());
        int position = (int) Math.min(diagnostic.getPosition(), text.length());
        int column = position - text.lastIndexOf('\n', position - 1);
        return new Problem(Target.show(Path.of(diagnostic.getSource().toUri())), (int) diagnostic.getLineNumber(), column,
            message, text.lines().toList());
    }

    /// The compiler's interface says `java.lang.String` where its command line says `String`.
    private static String brief(String message) {
        return message.replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "");
    }

    private static String advice(String code) {
        return code.equals("compiler.err.implicit.class.does.not.have.main.method")
            ? "\n  add: void main(String... args) { Serve.run(this::application, args); }" : "";
    }

    private static String read(JavaFileObject file) {
        try {
            return file.getCharContent(true).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    /// @return `Hello.java:3:5`
    String where() {
        return file + ":" + line + ":" + column;
    }

    /// The place in its surroundings.
    ///
    /// @param context how many lines before and behind
    /// @return the lines that there are
    List<Line> around(int context) {
        return IntStream.rangeClosed(Math.max(1, line - context), Math.min(source.size(), line + context))
            .mapToObj(number -> new Line(number, source.get(number - 1))).toList();
    }

    /// @return a caret to be put below the line, behind the same tabs
    String caret() {
        String before = around(0).isEmpty() ? "" : around(0).getFirst().text();
        return before.substring(0, Math.min(column - 1, before.length())).replaceAll("[^\t]", " ") + "^";
    }

    /// @return as compilers do: place and message, the line, a caret, the rest of the message
    @Override
    public String toString() {
        String[] parts = message.split("\n", 2);
        var text = new StringBuilder(file.isEmpty() ? "" : where() + ": ").append("error: ").append(parts[0]);
        for (Line here : around(0)) text.append("\n  ").append(here.text()).append("\n  ").append(caret());
        return text.append(parts.length > 1 ? "\n" + parts[1] : "").toString();
    }
}
