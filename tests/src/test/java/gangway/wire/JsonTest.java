package gangway.wire;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// The reader of the cases.
class JsonTest {

    @Test
    void eachKindOfValueIsRead() {
        var members = new LinkedHashMap<String, Json>();
        members.put("a", new Json.Array(List.of(new Json.Number(new BigDecimal("-1.5e3")), new Json.Bool(true),
            new Json.Bool(false), new Json.Null(), new Json.Array(List.of()), new Json.Members(Map.of()))));
        members.put("\"\\/\b\f\n\r\tÿ", new Json.Text("é"));
        assertEquals(new Json.Members(members),
            Json.parse(" { \"a\" : [ -1.5e3,true , false,null,[ ],{ } ],\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fF\":\"é\"}\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":1}", "01", "1.", "+1", ".5", "\"\n\"", "\"\\x\"",
        "\"\\u12g4\"", "tru", "[1 2]", "{a:1}", "'a'", "1 2", "\"a", "NaN", "\u00a01"})
    void whatTheGrammarForbidsIsAnError(String text) {
        assertThrows(IllegalArgumentException.class, () -> Json.parse(text));
    }
}
