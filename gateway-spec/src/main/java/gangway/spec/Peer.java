package gangway.spec;

import module java.base;

/// One end of a connection.
///
/// @param address the numeric address in canonical text (RFC 5952), without brackets or zone: `127.0.0.1`, `::1`
/// @param port    0 to 65535
public record Peer(String address, int port) {

    /// @param socket a resolved address
    /// @return the same as text
    public static Peer of(InetSocketAddress socket) {
        InetAddress address = socket.getAddress();
        return new Peer(address instanceof Inet6Address v6 ? text(v6) : address.getHostAddress(), socket.getPort());
    }

    /// RFC 5952 §4: lower case, no leading zeros, and `::` for the longest run of two or more zero groups, the first if
    /// several are longest.
    private static String text(Inet6Address address) {
        char[] groups = new char[8];
        ByteBuffer.wrap(address.getAddress()).asCharBuffer().get(groups);
        int gap = 8, gapEnd = 8;
        for (int start = 0; start < 8; start++) {
            int end = start;
            while (end < 8 && groups[end] == 0) end++;
            if (end - start > Math.max(1, gapEnd - gap)) {
                gap = start;
                gapEnd = end;
            }
        }
        String before = hex(groups, 0, gap);
        return gap == 8 ? before : before + "::" + hex(groups, gapEnd, 8);
    }

    private static String hex(char[] groups, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Integer.toHexString(groups[i])).collect(Collectors.joining(":"));
    }
}
