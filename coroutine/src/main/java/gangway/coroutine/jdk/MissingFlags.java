package gangway.coroutine.jdk;

import module java.base;

/// Says that the JVM was started without the options by which this library reaches the JDK's continuations, and which these
/// are, to be copied as they stand.
///
/// Whether they are there is asked before anything of the JDK's is touched ([#check]), and never found out by failing: a class
/// that fails while it is initialized says why only once, and `NoClassDefFoundError` ever after.
public final class MissingFlags extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    /// What is needed: an option and the package of `java.base` that it is about.
    private enum Need {
        EXPORTS("--add-exports", "jdk.internal.vm") {
            @Override
            boolean isMet(Module base, Module here) {
                return base.isExported(name, here);
            }
        },
        OPENS("--add-opens", "java.lang") {
            @Override
            boolean isMet(Module base, Module here) {
                return base.isOpen(name, here);
            }
        };

        final String option;
        final String name;

        Need(String option, String name) {
            this.option = option;
            this.name = name;
        }

        abstract boolean isMet(Module base, Module here);
    }

    private static final Module HERE = MissingFlags.class.getModule();
    private static final String FLAGS = Stream.of(Need.values()).filter(need -> !need.isMet(Object.class.getModule(), HERE))
        .map(need -> "%s java.base/%s=%s".formatted(need.option, need.name, module())).collect(Collectors.joining(" "));

    private MissingFlags() {
        super("""
            this JVM does not let %s use the JDK's continuations
              to fix: start java with %s
              (java -jar with Gangway's jars and ./gangway do that by themselves; -cp and -p do not, and the manifest of a jar
              of your own has to say Add-Exports: java.base/jdk.internal.vm and Add-Opens: java.base/java.lang)""".formatted(
            HERE.isNamed() ? HERE.getName() : "code on the class path", FLAGS));
    }

    /// @throws MissingFlags when an option is missing
    public static void check() {
        if (!FLAGS.isEmpty()) throw new MissingFlags();
    }

    /// @return whether no option is missing
    static boolean none() {
        return FLAGS.isEmpty();
    }

    private static String module() {
        return HERE.isNamed() ? HERE.getName() : "ALL-UNNAMED";
    }

    /// Nothing: no place in the program is wrong, and nobody who reads the message needs to look for one.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
