package gangway.coroutine.jdk;

import module java.base;

/// What `--add-opens java.base/java.lang=…` lets this package see.
final class Opened {

    private Opened() {}

    /// @return a static method of a class in `java.lang`, without parameters; where it is not to be had, one that says so each
    ///         time, since a class that fails while it is initialized says so only once
    static MethodHandle method(Class<?> owner, String name, Class<?> result) {
        try {
            return lookup(owner).findStatic(owner, name, MethodType.methodType(result));
        } catch (ReflectiveOperationException e) {
            return MethodHandles.throwException(result, UnsupportedOperationException.class)
                .bindTo(new UnsupportedOperationException("%s.%s cannot be called".formatted(owner.getName(), name), e));
        }
    }

    /// @return a field of a class in `java.lang`
    /// @throws IllegalStateException when it is not there in this JDK
    static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return lookup(owner).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s.%s is not there in Java %s".formatted(
                owner.getName(), name, Runtime.version()), e);
        }
    }

    /// @return the power to see all of a class in `java.lang`
    /// @throws IllegalAccessException when the package is not open
    static MethodHandles.Lookup lookup(Class<?> owner) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
    }
}
