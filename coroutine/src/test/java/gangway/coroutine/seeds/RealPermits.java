package gangway.coroutine.seeds;

import module java.base;

import gangway.coroutine.RLock;
import gangway.coroutine.Semaphore;
import gangway.coroutine.Timeout;

/// The library's own, as the random programs see them.
final class RealPermits {

    private RealPermits() {}

    /// A semaphore.
    record OfSemaphore(Semaphore semaphore) implements Permits {

        @Override
        public boolean acquire(Optional<Duration> patience) {
            if (patience.isPresent()) return semaphore.acquire(patience.get());
            semaphore.acquire();
            return true;
        }

        @Override
        public void release() {
            semaphore.release();
        }

        @Override
        public int free() {
            return semaphore.permits();
        }
    }

    /// A semaphore for which nobody waits longer than a [Timeout] around the call allows.
    record WithAlarms(Semaphore semaphore) implements Permits {

        @Override
        public boolean acquire(Optional<Duration> patience) {
            try {
                if (patience.isPresent()) return Timeout.within(patience.get(), semaphore::acquire);
                semaphore.acquire();
                return true;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void release() {
            semaphore.release();
        }

        @Override
        public int free() {
            return semaphore.permits();
        }
    }

    /// A lock: a single permit, to be given back by who took it.
    record OfLock(RLock lock) implements Permits {

        @Override
        public boolean acquire(Optional<Duration> patience) {
            if (patience.isPresent()) return lock.tryLock(patience.get());
            lock.lock();
            return true;
        }

        @Override
        public void release() {
            lock.unlock();
        }

        @Override
        public int free() {
            return lock.isLocked() ? 0 : 1;
        }
    }
}
