package gangway.spec.gzip;

import module java.base;

import gangway.spec.testing.Environs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What an Accept-Encoding says of gzip.
@Tag("facts-81")
class AcceptEncodingTest {

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZip", "x-gzip", "deflate, gzip;q=1.0, *;q=0.5", "br,gzip", "gzip;q=0.001",
        "gzip ; Q=0.5", "*", "*;q=0.1", "identity;q=0.5, gzip;q=0.5", "gzip;q=1.", "identity;q=0, gzip",
        "identity;q=0.5, *;q=0.6", ", gzip,,", "gzip,\tdeflate", "gzip, *;q=0", "gzip;q=0.999, identity;q=0.998"})
    void aClientThatLikesGzipGetsIt(String value) {
        assertTrue(AcceptEncoding.parse(value).prefersGzip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "deflate, br", "gzip;q=0", "gzip;q=0.000", "gzip;q=0.", "x-gzip;q=0",
        "*;q=0", "gzip;q=0, *", "identity, *;q=0", "gzip;q=0.5, identity", "gzip;q=0.5, *", "gzip, gzip;q=0",
        "gzip, x-gzip;q=0"})
    void aClientThatDoesNotGetsPlainContent(String value) {
        assertFalse(AcceptEncoding.parse(value).prefersGzip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=2", "gzip;q=1.001", "gzip;q=0.1234", "gzip;q=", "gzip;q", "gzip;q=-1", "gzip;q=.5",
        "gzip;q=1e0", "gzip;q=1;level=9", "gzip;x=1", "gzip;", "gz ip", "\"gzip\"", "gzip q=1", "gzip;q=0,5",
        "gzip;q=٠.٥", "gzip;q=1_"})
    void whatIsMalformedCountsForNothing(String value) {
        assertFalse(AcceptEncoding.parse(value).prefersGzip());
    }

    @Test
    void weightsAreThousandths() {
        Map<String, Integer> weights = AcceptEncoding.parse("gzip;q=0.5, br, *;q=0.001").weights();
        assertEquals(Map.of("gzip", 500, "br", 1000, "*", 1), weights);
    }

    @Test
    void severalFieldsCountAsOne() {
        var environ = Environs.of("GET", "/", "Accept-Encoding", "identity;q=0.5", "Accept-Encoding", "gzip;q=0.4");
        assertFalse(AcceptEncoding.of(environ).prefersGzip());
        environ = Environs.of("GET", "/", "accept-encoding", "br", "ACCEPT-ENCODING", "gzip");
        assertTrue(AcceptEncoding.of(environ).prefersGzip());
    }
}
