package gangway.spec.lint;

import module java.base;

import gangway.spec.Write;
import gangway.spec.rule.BodyRule;

/// The server's `write` under watch: that of `start`, or that of a [gangway.spec.Body.Push].
///
/// @param call    it belongs to
/// @param content it adds to
/// @param server  takes the block
/// @param isLate  whether the time to write is over
record WriteLint(Call call, ContentLint content, Write server, BooleanSupplier isLate) implements Write {

    @Override
    public void write(byte[] block) throws IOException {
        call.paranoia.ifPresent(paranoia -> paranoia.callsServer("write"));
        call.checkSwallowed();
        if (isLate.getAsBoolean())                                                                       // [6.3]
            call.report(BodyRule.WRITE_VALID, "write", "the application writes though it has returned",
                "write in call(), and give what comes later as blocks of the body");
        else if (block == null)                                                                          // [6.1]
            call.report(BodyRule.NO_NULL, "write", "the block is null", "write an empty block, or nothing");
        else given(block);
        try {
            server.write(block);
            call.sent |= block.length > 0;
        } finally {
            call.paranoia.ifPresent(Paranoia::returnedFromServer);
        }
    }

    private void given(byte[] block) {
        content.add(block.length, "write");
        call.paranoia.ifPresent(paranoia -> paranoia.gave(block));
    }
}
