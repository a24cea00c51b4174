package gangway.coroutine;

/// A thread that runs a hub's loop while the hub's own is stuck. It ends when its shift has ended.
final class Spare extends Thread {

    private final Hub hub;
    private final Shift shift = new Shift(this);

    Spare(Hub hub) {
        super(null, null, "spare of " + hub.root().name(), 0, false);
        this.hub = hub;
        setDaemon(true);
    }

    Shift shift() {
        return shift;
    }

    @Override
    public void run() {
        Coroutine.setCurrent(hub.root());
        hub.loop().runAsSpare();
    }
}
