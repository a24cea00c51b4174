package gangway.wire;

import module java.base;

/// A value of a JSON text (RFC 8259), read strictly: what the grammar does not allow is an error, and so is a name that
/// comes twice in one object.
public sealed interface Json {

    record Text(String value) implements Json {
    }

    record Number(BigDecimal value) implements Json {
    }

    record Bool(boolean value) implements Json {
    }

    record Null() implements Json {
    }

    record Array(List<Json> elements) implements Json {
    }

    /// Its members keep their order.
    record Members(Map<String, Json> map) implements Json {
    }

    /// @param text a whole JSON text
    static Json parse(String text) {
        var reader = new Reader(text);
        Json value = reader.value();
        reader.expectEnd();
        return value;
    }

    /// A place in a text.
    final class Reader {
        private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private Json value() {
            skipBlanks();
            Json value = switch (at < text.length() ? text.charAt(at) : ' ') {
                case '{' -> members();
                case '[' -> array();
                case '"' -> new Text(string());
                case 't' -> word("true", new Bool(true));
                case 'f' -> word("false", new Bool(false));
                case 'n' -> word("null", new Null());
                default -> number();
            };
            skipBlanks();
            return value;
        }

        private Json members() {
            var members = new LinkedHashMap<String, Json>();
            at++;
            skipBlanks();
            if (take('}')) return new Members(members);
            do {
                skipBlanks();
                String name = string();
                skipBlanks();
                expect(':');
                if (members.put(name, value()) != null) throw error("a second " + name);
            } while (take(','));
            expect('}');
            return new Members(members);
        }

        private Json array() {
            var elements = new ArrayList<Json>();
            at++;
            skipBlanks();
            if (take(']')) return new Array(elements);
            do elements.add(value()); while (take(','));
            expect(']');
            return new Array(elements);
        }

        private Json word(String word, Json meaning) {
            if (!text.startsWith(word, at)) throw error("not " + word);
            at += word.length();
            return meaning;
        }

        private Json number() {
            Matcher number = NUMBER.matcher(text).region(at, text.length());
            if (!number.lookingAt()) throw error("no value");
            at = number.end();
            return new Number(new BigDecimal(number.group()));
        }

        private String string() {
            expect('"');
            var string = new StringBuilder();
            while (!take('"')) {
                if (at == text.length() || text.charAt(at) < ' ') throw error("no string");
                char c = text.charAt(at++);
                string.append(c == '\\' ? escape() : c);
            }
            return string.toString();
        }

        private char escape() {
            char c = at < text.length() ? text.charAt(at++) : ' ';
            int plain = "\"\\/bfnrt".indexOf(c);
            if (plain >= 0) return "\"\\/\b\f\n\r\t".charAt(plain);
            if (c != 'u' || at + 4 > text.length()) throw error("no escape");
            at += 4;
            return (char) HexFormat.fromHexDigits(text, at - 4, at);
        }

        private void skipBlanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
        }

        private boolean take(char c) {
            boolean there = at < text.length() && text.charAt(at) == c;
            if (there) at++;
            return there;
        }

        private void expect(char c) {
            if (!take(c)) throw error("no " + c);
        }

        private void expectEnd() {
            if (at < text.length()) throw error("more than a value");
        }

        private IllegalArgumentException error(String what) {
            return new IllegalArgumentException(what + " at " + at);
        }
    }
}
