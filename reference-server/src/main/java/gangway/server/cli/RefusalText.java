package gangway.server.cli;

import module java.base;

import gangway.server.Refusal;
import gangway.spec.Peer;

/// A refused request as text: one line for a terminal, or a record with its bytes for a file.
///
/// ```text
/// 2026-11-22T17:00:00.250Z 127.0.0.1:4711 400, 29 bytes: field name "Host " (RFC 9110 §5.1): use letters…
///     GET / HTTP/1.1\r\n
///     Host : x\r\n
///     \r\n
/// ```
///
/// A record begins with a digit, and its other lines with four blanks; what a client sends can do neither. Its line ends are
/// visible, and whatever is not printable is `\xE9`.
final class RefusalText {

    private static final HexFormat HEX = HexFormat.of();

    private RefusalText() {
    }

    /// @param refusal one
    /// @return `refused 127.0.0.1:4711: 400 …`, without a line end
    static String line(Refusal refusal) {
        return "refused " + client(refusal.peer()) + ": " + refusal.status().code() + " " + printable(refusal.reason());
    }

    /// @param refusal one
    /// @return a record, with a line end
    static String record(Refusal refusal) {
        int recorded = refusal.received().length();
        String size = refusal.size() > recorded ? "the first %s of %s bytes".formatted(recorded, refusal.size())
            : recorded + " bytes";
        var text = new StringBuilder()
            .append(refusal.time().truncatedTo(ChronoUnit.MILLIS)).append(' ').append(client(refusal.peer())).append(' ')
            .append(refusal.status().code()).append(", ").append(size).append(": ").append(printable(refusal.reason()));
        boolean newLine = true;
        for (char c : refusal.received().toCharArray()) {
            text.append(newLine ? "\n    " : "").append(visible(c));
            newLine = c == '\n';
        }
        return text.append('\n').toString();
    }

    private static String client(Peer peer) {
        return (peer.address().contains(":") ? "[" + peer.address() + "]" : peer.address()) + ":" + peer.port();
    }

    private static String visible(char c) {
        return switch (c) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> escaped(c);
        };
    }

    /// A reason has quoted what it quotes. Should one forget to, it still stays one line and says nothing to the terminal.
    private static String printable(String reason) {
        return reason.chars().mapToObj(c -> c == '§' || c == '…' ? Character.toString(c) : escaped((char) c))
            .collect(Collectors.joining());
    }

    private static String escaped(char c) {
        if (c >= ' ' && c < 0x7F) return String.valueOf(c);
        return c < 0x100 ? "\\x" + HEX.toHexDigits((byte) c) : "\\u" + HEX.toHexDigits(c);
    }
}
