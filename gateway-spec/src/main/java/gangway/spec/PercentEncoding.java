package gangway.spec;

import module java.base;

/// Bytes in a URI: `pct-encoded = "%" HEXDIG HEXDIG` (RFC 3986 §2.1). A character of the decoded text is a byte, as in the
/// variables of an environ.
public final class PercentEncoding {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();                                 // RFC 3986 §2.1

    private PercentEncoding() {
    }

    /// Puts the bytes in the place of what encodes them, once.
    ///
    /// @param text of a URI; what follows a `%` without being two hexadecimal digits is left as it is
    /// @return a character for each byte
    public static String decode(String text) {
        if (text.indexOf('%') < 0) return text;
        var decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean encoded = text.charAt(i) == '%' && i + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(i + 1)) && HexFormat.isHexDigit(text.charAt(i + 2));
            decoded.append(encoded ? (char) HexFormat.fromHexDigits(text, i + 1, i + 3) : text.charAt(i));
            if (encoded) i += 2;
        }
        return decoded.toString();
    }

    /// Encodes what cannot stand in a URI, or would mean something else there.
    ///
    /// @param bytes a character for each byte
    /// @param safe  characters that stay, beside the unreserved ones (RFC 3986 §2.3)
    /// @return ASCII
    /// @throws IllegalArgumentException for a character above U+00FF
    public static String encode(String bytes, String safe) {
        var encoded = new StringBuilder(bytes.length() + 16);
        for (char c : bytes.toCharArray()) {
            if (c > 0xFF) throw new IllegalArgumentException("character above U+00FF: encode text as UTF-8 bytes first");
            boolean stays = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0
                || safe.indexOf(c) >= 0;
            if (stays) encoded.append(c);
            else encoded.append('%').append(HEX.toHexDigits((byte) c));
        }
        return encoded.toString();
    }
}
