package gangway.coroutine;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// [Report.TakenOver] as the flight recorder has it.
@Name("gangway.HubTakeover")
@Label("Hub Takeover")
@Description("A spare thread runs a hub, whose own thread is blocked by a coroutine")
final class HubTakeover extends HubEvent {}
