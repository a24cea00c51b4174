/// What comes over the wire is not misread, whatever it is and however it arrives.
///
/// 1. [gangway.wire.Cases]: the conformance cases of `http.json`, read by [gangway.wire.Json]; [gangway.wire.Macros]
///    stand in their texts.
/// 2. Over sockets: [gangway.wire.CasesTest] has [gangway.wire.Player] play each case against
///    [gangway.wire.ProbeServer], in each [gangway.wire.Delivery]; [gangway.wire.Client] and
///    [gangway.wire.AnswerReader] take what comes back, and [gangway.wire.Judge] says whether it may.
/// 3. Without: [gangway.wire.Meaning] is what the server's parser makes of bytes. [gangway.wire.TornTest] has it read every
///    case cut anywhere, [gangway.wire.FuzzTest] what [gangway.wire.Requests] made up; [gangway.wire.Oracle] reads the same
///    by the letter of the grammar.
package gangway.wire;
