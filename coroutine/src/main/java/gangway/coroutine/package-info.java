/// Functions that can stop in the middle and go on later, and who decides which of them goes on.
///
/// Read in this order; the first of each line is where to begin.
///
/// *Stopping in the middle.*
///
/// 1. [gangway.coroutine.jdk.Continuation]: a stack that can be left. What all else is made of.
/// 2. [gangway.coroutine.Generator], its [gangway.coroutine.Yielder], [gangway.coroutine.StopIteration] and
///    [gangway.coroutine.GeneratorExit]: one value after another, as in Python.
/// 3. [gangway.coroutine.Greenlet]: from anywhere to anywhere, as greenlet has it.
/// 4. [gangway.coroutine.MonitorHeld]: what must not be left, and is refused.
///
/// *Who runs next.*
///
/// 5. [gangway.coroutine.Coroutine], what is left of it ([gangway.coroutine.Ending], [gangway.coroutine.Outcome]), and
///    [gangway.coroutine.GreenletExit], which ends it: gevent's greenlet.
/// 6. [gangway.coroutine.Hub], made by [gangway.coroutine.HubBuilder], on one [gangway.coroutine.Kernel]. Its loop takes
///    time from a [gangway.coroutine.Clock], whoever is next from an [gangway.coroutine.Order], and waits in a
///    [gangway.coroutine.Poller].
/// 7. [gangway.coroutine.WaitQueue]: where everybody waits, and what your own primitives can be made of.
/// 8. [gangway.coroutine.Timeout]: an end to any wait.
///
/// *What coroutines share.*
///
/// 9. [gangway.coroutine.Event], [gangway.coroutine.AsyncResult]: something happens once.
/// 10. [gangway.coroutine.Semaphore], [gangway.coroutine.BoundedSemaphore], [gangway.coroutine.RLock],
///     [gangway.coroutine.Condition]: one at a time.
/// 11. [gangway.coroutine.Queue], [gangway.coroutine.PriorityQueue], [gangway.coroutine.LifoQueue],
///     [gangway.coroutine.JoinableQueue], [gangway.coroutine.Channel]: from one to another; with [gangway.coroutine.Empty],
///     [gangway.coroutine.Full] and [gangway.coroutine.ShutDown].
/// 12. [gangway.coroutine.CoroutineLocal]: what each has for itself.
///
/// *Many at once.*
///
/// 13. [gangway.coroutine.Awaitable], [gangway.coroutine.JoinOption], [gangway.coroutine.Awaited]: waiting for several things.
/// 14. [gangway.coroutine.Group], [gangway.coroutine.Pool]: gevent's; [gangway.coroutine.ThreadPool]: for code that blocks.
/// 15. [gangway.coroutine.Nursery] with [gangway.coroutine.ErrorGroup], [gangway.coroutine.CancelScope] with
///     [gangway.coroutine.Cancelled]: nobody is left behind.
/// 16. [gangway.coroutine.Signals], [gangway.coroutine.Hold]: what comes from outside.
///
/// *Looking at it.*
///
/// 17. [gangway.coroutine.WouldBlockForever] with its [gangway.coroutine.WaitGraph]: nobody can ever go on.
/// 18. [gangway.coroutine.RunInfo], [gangway.coroutine.CoroutineTree], [gangway.coroutine.Report]: who does what, and who is in
///     the way.
/// 19. [gangway.coroutine.Observer], [gangway.coroutine.AssertSwitches]: each step of it.
/// 20. [gangway.coroutine.testing]: runs that replay.
///
/// It is one package, although it has many files: its primitives share what nobody else is to see, above all where a
/// coroutine waits.
package gangway.coroutine;
