package gangway.coroutine.jdk;

import module java.base;

/// Says that the JVM was started without the options by which this library reaches the JDK's continuations, and which these
/// are, to be copied as they stand.
public final class MissingFlags extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    /// @param cause what the JDK answered
    public MissingFlags(Throwable cause) {
        super("""
            this JVM does not let %s use the JDK's continuations
              to fix: start java with %s
              (java -jar with Gangway's jars and ./gangway do that by themselves; -cp and -p do not)""".formatted(
            module(), flags()), cause);
    }

    /// @return the options, as they are written on the command line
    public static String flags() {
        return "--add-exports java.base/jdk.internal.vm=%s --add-opens java.base/java.lang=%<s".formatted(module());
    }

    private static String module() {
        var module = MissingFlags.class.getModule();
        return module.isNamed() ? module.getName() : "ALL-UNNAMED";
    }
}
