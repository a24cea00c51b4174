/// Runs that replay: hubs on which a seed decides what is chance elsewhere, and a search for the seeds that break something.
///
/// 1. [gangway.coroutine.testing.TestHub]: a hub with a time of its own; [gangway.coroutine.testing.Exploration] is who runs
///    next there, and [gangway.coroutine.testing.Trace] what happened.
/// 2. [gangway.coroutine.testing.Seeds]: runs a [gangway.coroutine.testing.Program] for many seeds, and shows the first that
///    fails as a [gangway.coroutine.testing.SeedFailure].
/// 3. [gangway.coroutine.testing.TestNetwork]: connections between coroutines, [gangway.coroutine.testing.TestSocket] and
///    [gangway.coroutine.testing.TestListener], in good and bad [gangway.coroutine.testing.Weather].
package gangway.coroutine.testing;
