package gangway.coroutine;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// [Report.Blocked] as the flight recorder has it.
@Name("gangway.HubBlocked")
@Label("Hub Blocked")
@Description("A coroutine has kept its hub from running any other")
final class HubBlocked extends HubEvent {}
