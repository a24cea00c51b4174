package gangway.spec.lint;

import module java.base;

import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.Input;
import gangway.spec.rule.InputRule;

/// The server's input under watch: what there is of it, against what `CONTENT_LENGTH` announces. Owned by one call.
final class InputLint extends InputStream {

    private final Input input;
    private final Call call;
    private final OptionalLong length;
    private long given;
    private boolean told;

    InputLint(Input input, Environ environ, Call call) {
        this.input = input;
        this.call = call;
        length = environ.get("CONTENT_LENGTH") instanceof String text ? Header.number(text) : OptionalLong.empty();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        Code<Integer, IOException> source = () -> input.read(into, offset, count);
        int read = call.paranoia.isPresent() ? call.paranoia.get().read(source) : source.run();
        given += Math.max(read, 0);
        if (length.isPresent() && !told) compare(length.getAsLong(), read < 0);
        return read;
    }

    private void compare(long announced, boolean ended) {
        if (given > announced) {                                                                         // [3.3]
            told = true;
            call.report(InputRule.ENDS, "input", "it goes on behind the %s bytes of CONTENT_LENGTH".formatted(announced),
                "end it where the content of the request ends");
        } else if (ended && given < announced) {                                                         // [3.4]
            told = true;
            call.report(InputRule.TRUNCATED, "input", "it ended after %s of %s bytes as if that were all"
                .formatted(given, announced), "throw ClientDisconnected when the client leaves early");
        }
    }
}
