package gangway.wire;

import module java.base;

/// How bytes are cut on their way to the server, which must make no difference.
enum Delivery {
    /// In one piece.
    WHOLE,
    /// Each in a write of its own; of long messages the first ones.
    BYTE_BY_BYTE,
    /// Cut in two anywhere, with a moment between.
    IN_TWO;

    private static final int MOST_BYTES = 1000;

    /// @param random where to cut
    void send(Client client, byte[] bytes, Random random) {
        switch (this) {
            case WHOLE -> client.send(bytes, 0, bytes.length);
            case BYTE_BY_BYTE -> {
                int single = Math.min(bytes.length, MOST_BYTES);
                for (int i = 0; i < single; i++)
                    if (!client.send(bytes, i, i + 1)) return;
                if (single < bytes.length) client.send(bytes, single, bytes.length);
            }
            case IN_TWO -> {
                int cut = random.nextInt(bytes.length + 1);
                if (cut > 0 && !client.send(bytes, 0, cut)) return;
                LockSupport.parkNanos(1_000_000);              // so that the server is likely to see two pieces
                client.send(bytes, cut, bytes.length);
            }
        }
    }
}
