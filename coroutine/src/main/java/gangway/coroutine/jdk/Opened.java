package gangway.coroutine.jdk;

import module java.base;

/// What `--add-opens java.base/java.lang=…` lets this package see.
final class Opened {

    private Opened() {}

    /// @return a static method of a class in `java.lang`, without parameters
    /// @throws MissingFlags when the package is not open, or the method is not there in this JDK
    static MethodHandle method(Class<?> owner, String name, Class<?> result) {
        try {
            return lookup(owner).findStatic(owner, name, MethodType.methodType(result));
        } catch (ReflectiveOperationException e) {
            throw new MissingFlags(e);
        }
    }

    /// @return a field of a class in `java.lang`
    /// @throws MissingFlags when the package is not open, or the field is not there in this JDK
    static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return lookup(owner).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new MissingFlags(e);
        }
    }

    /// @return the power to see all of a class in `java.lang`
    /// @throws IllegalAccessException when the package is not open
    static MethodHandles.Lookup lookup(Class<?> owner) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
    }
}
