package gangway.server.cli;

import module java.base;

/// Reaches into the classes of a program, whatever their visibility. The one place with reflection; what comes out are
/// method handles, so a request meets none.
final class Reach {

    private Reach() {
    }

    /// A method, ready to be called.
    ///
    /// @param method that a program's class declares or inherits
    /// @param type   that class
    /// @return its handle, bound to a new instance of it unless the method is static
    /// @throws Throwable what the constructor threw
    static MethodHandle method(Method method, Class<?> type) throws Throwable {
        MethodHandle handle = into(method.getDeclaringClass()).unreflect(method);
        return Modifier.isStatic(method.getModifiers()) ? handle : handle.bindTo(instance(type));
    }

    /// The value of a field.
    ///
    /// @param field of a program's class
    /// @return what it holds, in a new instance unless it is static; null if nothing
    /// @throws Throwable what the constructor threw
    static Object value(Field field) throws Throwable {
        MethodHandle getter = into(field.getDeclaringClass()).unreflectGetter(field);
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        return isStatic ? getter.invoke() : getter.invoke(instance(field.getDeclaringClass()));
    }

    /// An instance of a class: the first constant of an enum, else made without arguments.
    ///
    /// @param type see [#isConstructible]
    /// @return a new one
    /// @throws Failure when it cannot be made so
    /// @throws Throwable what the constructor threw
    static Object instance(Class<?> type) throws Throwable {
        if (!isConstructible(type))
            throw Failure.load(type.getName() + " cannot be made without arguments: give it a constructor that has none, "
                + "or make its member static");
        if (type.isEnum()) return type.getEnumConstants()[0];
        Optional<Class<?>> outer = outer(type);
        Constructor<?> constructor = type.getDeclaredConstructor(outer.stream().toArray(Class<?>[]::new));
        MethodHandle handle = into(type).unreflectConstructor(constructor);
        return outer.isPresent() ? handle.invoke(instance(outer.get())) : handle.invoke();
    }

    /// @param type any class
    /// @return whether [#instance] can make one
    static boolean isConstructible(Class<?> type) {
        if (type.isEnum()) return type.getEnumConstants().length > 0;
        boolean isConcrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
        Class<?>[] parameters = outer(type).stream().toArray(Class<?>[]::new);
        return isConcrete && Stream.of(type.getDeclaredConstructors())
            .anyMatch(constructor -> Arrays.equals(constructor.getParameterTypes(), parameters));
    }

    /// What an inner class needs an instance of. In a compact source file that is every class, but no record.
    private static Optional<Class<?>> outer(Class<?> type) {
        return Modifier.isStatic(type.getModifiers()) ? Optional.empty() : Optional.ofNullable(type.getDeclaringClass());
    }

    private static MethodHandles.Lookup into(Class<?> type) throws IllegalAccessException {
        boolean isOpen = type.getModule().isOpen(type.getPackageName(), Reach.class.getModule());
        return isOpen ? MethodHandles.privateLookupIn(type, MethodHandles.lookup()) : MethodHandles.lookup();
    }
}
