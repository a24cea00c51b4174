package gangway.server.cli;

import module java.base;

/// The `main` of a program, chosen as the Java launcher does (JLS 12.1.4): `main(String[])` before `main()`, static or not,
/// of the class itself or inherited, not private.
///
/// @param type   the class that is launched
/// @param method its main
record EntryPoint(Class<?> type, Method method) {

    /// @param type a program's class
    /// @return its main, if it has one
    static Optional<EntryPoint> of(Class<?> type) {
        return find(type, String[].class).or(() -> find(type)).map(method -> new EntryPoint(type, method));
    }

    /// Runs the program in this thread.
    ///
    /// @param args for `main`
    /// @throws Throwable what it threw
    void run(List<String> args) throws Throwable {
        MethodHandle main = Reach.method(method, type);
        if (method.getParameterCount() == 0) main.invoke();
        else main.invoke(args.toArray(String[]::new));
    }

    private static Optional<Method> find(Class<?> type, Class<?>... parameters) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
            .flatMap(declaring -> Stream.of(declaring.getDeclaredMethods()))
            .filter(method -> method.getName().equals("main") && method.getReturnType() == void.class
                && !Modifier.isPrivate(method.getModifiers()) && !Modifier.isAbstract(method.getModifiers())
                && Arrays.equals(method.getParameterTypes(), parameters))
            .findFirst();
    }
}
