package gangway.style;

import module java.base;

/// What one compiled class names: types and members by their full names with dots, and strings as they are.
record Uses(String name, Set<String> types, Set<String> members, Set<String> strings) {

    /// A type inside a descriptor or a generic signature: `Ljava/util/List<` or `Ljava/lang/String;`.
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L((?:[\\w$]+/)+[\\w$]+)[;<]");

    /// Reads the constant pool: a class file can name nothing that is not there.
    static Uses of(byte[] classFile) {
        var model = ClassFile.of().parse(classFile);
        var types = new TreeSet<String>();
        var members = new TreeSet<String>();
        var strings = new TreeSet<String>();
        for (var entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry type -> types.addAll(typesIn(type.asInternalName()));
                case MemberRefEntry member -> members.add(dots(member.owner().asInternalName()) + "." + member.name());
                case StringEntry string -> strings.add(string.stringValue());
                case Utf8Entry text -> types.addAll(typesInDescriptor(text.stringValue()));
                default -> { }
            }
        }
        return new Uses(dots(model.thisClass().asInternalName()), types, members, strings);
    }

    /// Types and members together.
    Stream<String> names() {
        return Stream.concat(types.stream(), members.stream());
    }

    private static Collection<String> typesIn(String internalName) {
        return internalName.startsWith("[") ? typesInDescriptor(internalName) : List.of(dots(internalName));
    }

    private static List<String> typesInDescriptor(String text) {
        return IN_DESCRIPTOR.matcher(text).results().map(found -> dots(found.group(1))).toList();
    }

    private static String dots(String internalName) {
        return internalName.replace('/', '.');
    }
}
