package gangway.spec.handler;

import module java.base;

import gangway.spec.rule.EnvironRule;
import gangway.spec.testing.Verifies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/// The variables of a process, byte for byte.
class ProcessVariablesTest {

    private static Map<String, String> parse(String block) {
        return ProcessVariables.parse(block.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "'A=1\0', A, 1",
        "'A=1', A, 1",
        "'A=\0', A, ''",
        "'A=b=c=\0', A, b=c=",
        "'A==\0', A, =",
        "'A=1\0A=2\0', A, 1",
        "'=C:=x\0no\0\0A=1\0', A, 1",
        "'A=\u00C3\u00A9\0', A, \u00C3\u00A9",
        "'A=\u00FF\u0080\0', A, \u00FF\u0080",
        "'\u00E9=1\0', \u00E9, 1"})
    void anEntryIsANameAndWhateverFollowsItsFirstEqualsSign(String block, String name, String value) {
        assertEquals(Map.of(name, value), parse(block));
    }

    @Test
    void theirOrderIsKept() {
        assertEquals(List.of("B", "A", "C"), List.copyOf(parse("B=\0A=\0C=\0").keySet()));
    }

    @Test
    void anEmptyBlockHasNone() {
        assertEquals(Map.of(), parse(""));
    }

    @Test
    void whatJavaHasDecodedBecomesBytesAgain() {
        assertEquals(Map.of("A", "\u00C3\u00A9", "\u00C3\u00B1", ""),
            ProcessVariables.encoded(Map.of("A", "é", "ñ", ""), UTF_8));
    }

    @Verifies(environ = EnvironRule.STRINGS)
    @Test
    void thoseOfThisProcessAreThoseThatJavaKnows() {
        Charset encoding = Charset.forName(System.getProperty("native.encoding"));
        assertEquals(ProcessVariables.encoded(System.getenv(), encoding).keySet(), ProcessVariables.read().keySet());
    }
}
