/// The one door to what is inside the JDK. Nothing else in this library, be it in a string, names a class, a method or a field
/// that the JDK does not export; so what has to be looked at for a new JDK is here.
///
/// Read in this order:
///
/// 1. [gangway.coroutine.jdk.Continuation] and [gangway.coroutine.jdk.Scope]: a stack that can be left in the middle.
/// 2. [gangway.coroutine.jdk.HeldMonitors]: the one mistake there that would hang a program, made an error.
/// 3. [gangway.coroutine.jdk.VirtualThreads] and [gangway.coroutine.jdk.Carrier]: threads run by a scheduler of one's own.
/// 4. [gangway.coroutine.jdk.MissingFlags]: what the JVM has to be asked for, and how one is told.
package gangway.coroutine.jdk;
