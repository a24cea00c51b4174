package gangway.server.cli;

/// Decides when files have changed. It sees one snapshot after the other and knows neither files nor time.
///
/// Editors save in several steps, so a change counts once two snapshots in a row agree. Not thread-safe.
final class Watch {

    private Snapshot known;
    private Snapshot last;

    /// @param known what needs no reaction
    Watch(Snapshot known) {
        this.known = known;
        this.last = known;
    }

    /// Sees the next snapshot.
    ///
    /// @param now taken just now
    /// @return whether something was written, and that is over; true once for each such change
    boolean isDue(Snapshot now) {
        boolean settled = now.equals(last);
        last = now;
        if (!settled || now.equals(known)) return false;
        known = now;
        return true;
    }

    /// Takes files into account that are watched from now on.
    ///
    /// @param more as they are
    void extend(Snapshot more) {
        known = known.with(more);
        last = last.with(more);
    }
}
