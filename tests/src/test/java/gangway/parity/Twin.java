package gangway.parity;

import module java.base;

/// A small program, written once in Python and once in Java. Both leave the same trace, unless it says why not.
///
/// @param name   what it shows; one word with hyphens
/// @param python its source; `t` is the trace
/// @param java   the same with ours
/// @param reason why ours leaves another trace; empty if it does not
record Twin(String name, String python, Program java, Optional<String> reason) {

    Twin {
        if (!name.matches("[\\w-]+")) throw new IllegalArgumentException(name + " is not one word");
    }

    /// The Java side of it.
    @FunctionalInterface
    interface Program {
        /// @param t where to tell what happens
        /// @throws Throwable when it fails, which it should not
        void run(Trace t) throws Throwable;
    }

    /// @return two programs that do the same
    static Twin of(String name, String python, Program java) {
        return new Twin(name, python, java, Optional.empty());
    }

    /// @return the same two, known not to do the same
    Twin butDiffers(String reason) {
        return new Twin(name, python, java, Optional.of(reason));
    }

    /// @return the names are what test reports show
    @Override
    public String toString() {
        return name;
    }
}
