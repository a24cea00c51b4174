/// Runs that replay: hubs on which a seed decides what is chance elsewhere, and a search for the seeds that break something.
///
/// 1. [gangway.coroutine.testing.TestHub]: a hub with a time of its own; [gangway.coroutine.testing.Exploration] is who runs
///    next there, and [gangway.coroutine.testing.Trace] what happened.
/// 2. `VirtualTime`, `Steps` and `Recorder` are what it puts into a hub's seams.
package gangway.coroutine.testing;
