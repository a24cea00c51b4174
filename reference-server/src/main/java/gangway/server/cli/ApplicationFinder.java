package gangway.server.cli;

import module java.base;

import gangway.spec.Application;
import gangway.spec.Environ;
import gangway.spec.StartResponse;

/// Finds the application in the classes of a program that does not hand it over itself.
final class ApplicationFinder {

    private static final MethodType CALL = MethodType.methodType(Iterable.class, Environ.class, StartResponse.class);

    private ApplicationFinder() {
    }

    /// Looks for a method or field named `application` in a top-level class, then for a class that implements
    /// [Application]: a top-level one, or a member (which is what all classes of a compact source file are).
    ///
    /// @param classes of the program, in the order in which they are to be looked at
    /// @return the first that is found
    /// @throws Throwable what the program threw while its class was initialised or constructed
    static Optional<Application> in(List<Class<?>> classes) throws Throwable {
        List<Class<?>> topLevel = classes.stream().filter(type -> type.getEnclosingClass() == null).toList();
        for (Class<?> type : topLevel) {
            Optional<Application> found = member(type, "application");
            if (found.isPresent()) return found;
        }
        Stream<Class<?>> members = classes.stream().filter(Class::isMemberClass);
        Optional<Class<?>> implementing = Stream.concat(topLevel.stream(), members)
            .filter(type -> Application.class.isAssignableFrom(type) && Reach.isConstructible(type)).findFirst();
        return implementing.isPresent() ? Optional.of((Application) Reach.instance(implementing.get())) : Optional.empty();
    }

    /// Looks for a method that is an application, or a field that holds one.
    ///
    /// @param type of the program
    /// @param name of the method or field; with `()` behind it, of a method without parameters that makes an application
    /// @return the application, if there is such a member
    /// @throws Throwable what the program threw
    static Optional<Application> member(Class<?> type, String name) throws Throwable {
        if (name.endsWith("()")) return made(type, name.substring(0, name.length() - 2));
        Optional<Method> method = method(type, name, Iterable.class, Environ.class, StartResponse.class);
        if (method.isPresent())
            return Optional.of(new Called(Reach.method(method.get(), type).asType(CALL)));
        Optional<Field> field = Stream.of(type.getDeclaredFields())
            .filter(f -> f.getName().equals(name) && Application.class.isAssignableFrom(f.getType())).findFirst();
        return field.isPresent()
            ? Optional.of(present(Reach.value(field.get()), "the field " + name, type)) : Optional.empty();
    }

    private static Optional<Application> made(Class<?> type, String name) throws Throwable {
        Optional<Method> method = method(type, name, Application.class);
        return method.isPresent()
            ? Optional.of(present(Reach.method(method.get(), type).invoke(), "what " + name + "() returned", type))
            : Optional.empty();
    }

    private static Application present(Object value, String what, Class<?> type) throws Failure {
        if (value == null) throw Failure.load(what + " in " + type.getName() + " is null: it must be an Application");
        return (Application) value;
    }

    private static Optional<Method> method(Class<?> type, String name, Class<?> result, Class<?>... parameters) {
        return Stream.of(type.getDeclaredMethods())
            .filter(method -> method.getName().equals(name) && result.isAssignableFrom(method.getReturnType())
                && Arrays.equals(method.getParameterTypes(), parameters))
            .findFirst();
    }

    /// A method as an application.
    ///
    /// @param method of the type [#CALL]
    private record Called(MethodHandle method) implements Application {
        @Override
        @SuppressWarnings("unchecked")                         // so it is declared; an iterable of anything else fails later
        public Iterable<byte[]> call(Environ environ, StartResponse start) throws Exception {
            try {
                return (Iterable<byte[]>) method.invokeExact(environ, start);
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable neither) {
                throw new UndeclaredThrowableException(neither);
            }
        }
    }
}
