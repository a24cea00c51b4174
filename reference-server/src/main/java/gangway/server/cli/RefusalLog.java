package gangway.server.cli;

import module java.base;

import gangway.server.Refusal;

/// Tells of refused requests: a line for each on a terminal, and a record with the bytes in a file, the flight recorder. It
/// may do without either. Thread-safe.
final class RefusalLog {

    /// How many bytes of a request the file holds: more than any head that is meant well.
    static final int RECORDED = 8192;
    /// How large the file becomes; there are two at most.
    static final long FILE_SIZE = 16 << 20;

    private final PrintStream terminal;
    private final boolean shown;
    private final Optional<RotatingFile> file;
    private final Flood lines = new Flood(100, System::nanoTime), complaints = new Flood(1, System::nanoTime);

    /// @param terminal gets at most 100 lines a second, and then how many more there were
    /// @param shown    whether it does
    /// @param file     gets all
    RefusalLog(PrintStream terminal, boolean shown, Optional<RotatingFile> file) {
        this.terminal = terminal;
        this.shown = shown;
        this.file = file;
    }

    /// @return how many bytes of each request are wanted
    int recorded() {
        return file.isPresent() ? RECORDED : 0;
    }

    /// @param refusal one more
    void add(Refusal refusal) {
        if (shown) show(refusal);
        file.ifPresent(recorder -> keep(recorder, refusal));
    }

    private void show(Refusal refusal) {
        long dropped = lines.add();
        if (dropped == 0) terminal.println(RefusalText.line(refusal));
        if (dropped == 1)                                      // the first: a second later it is known how many there were
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
                .execute(() -> terminal.println("refused " + lines.takeDropped() + " more, too many to show"));
    }

    private void keep(RotatingFile recorder, Refusal refusal) {
        try {
            recorder.append(RefusalText.record(refusal));
        } catch (IOException e) {                              // a full disk, for example, which may have room again
            if (complaints.add() == 0) terminal.println("gangway: a refused request cannot be recorded: " + e);
        }
    }
}
