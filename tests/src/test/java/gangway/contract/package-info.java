/// The gateway contract as one suite that every server here has to pass.
///
/// 1. [gangway.contract.Host]: what a server brings to be judged. [gangway.contract.SocketHost],
///    [gangway.contract.MemoryHost] and [gangway.contract.CgiHost] are ours;
///    [gangway.contract.OnEachHost] runs a test over them.
/// 2. [gangway.contract.Ask] and [gangway.contract.Reply]: a request, and what came of it; [gangway.contract.Wire] and
///    [gangway.contract.ReplyReader] are the client, who forgives nothing.
/// 3. The tests, a class for each part of the contract, in the order of a call: [gangway.contract.CallTest],
///    [gangway.contract.EnvironTest], [gangway.contract.InputTest], [gangway.contract.StartTest],
///    [gangway.contract.ContentTest], [gangway.contract.BodyTest], [gangway.contract.HttpTest],
///    [gangway.contract.ExtensionTest], [gangway.contract.LifespanTest].
///    [gangway.contract.FilesTest] runs what comes with the contract over the same servers.
package gangway.contract;
