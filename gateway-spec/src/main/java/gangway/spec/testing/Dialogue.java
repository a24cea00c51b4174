package gangway.spec.testing;

import module java.base;

import gangway.spec.handler.InMemory;

/// The client's side of a conversation, in the thread of the call: it speaks when the application listens, and has then
/// said all that it will say unless it hears more. Owned by one call; not thread-safe.
final class Dialogue extends InputStream implements InMemory.Client {

    private final UnaryOperator<byte[]> answer;
    private final Deque<Byte> unheard = new ArrayDeque<>();

    /// @param first  what it says by itself
    /// @param answer to a block
    Dialogue(byte[] first, UnaryOperator<byte[]> answer) {
        this.answer = answer;
        say(first);
    }

    private void say(byte[] bytes) {
        for (byte b : bytes) unheard.add(b);
    }

    @Override
    public boolean takes(byte[] block) {
        say(answer.apply(block));
        return true;
    }

    @Override
    public InputStream says() {
        return this;
    }

    @Override
    public int read() {
        return unheard.isEmpty() ? -1 : unheard.remove() & 0xFF;
    }

    /// Gives what there is, as a connection does.
    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        int count = Math.min(length, unheard.size());
        for (int i = 0; i < count; i++) into[offset + i] = unheard.remove();
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public int available() {
        return unheard.size();
    }
}
