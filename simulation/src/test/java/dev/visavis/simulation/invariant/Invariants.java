package dev.visavis.simulation.invariant;

import dev.visavis.simulation.invariant.Report.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The rules of docs/protocol.md, "Guarantees", by name.
public final class Invariants {
  /// Checks a run, and reports each violation of the rule.
  interface Check extends BiConsumer<Run, Consumer<String>> {}

  private record Rule(String name, Check check) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("VersionsWithoutGaps", EventInvariants::versionsWithoutGaps),
          new Rule("EndedIsFinal", EventInvariants::endedIsFinal),
          new Rule("OneWinnerPerCallee", EventInvariants::oneWinnerPerCallee),
          new Rule("LateDeclineHarmless", EventInvariants::lateDeclineHarmless),
          new Rule("HistoryEqualsEvents", EventInvariants::historyEqualsEvents),
          new Rule("AuthorityRespected", EventInvariants::authorityRespected),
          new Rule("NothingIsUnprocessable", EventInvariants::nothingIsUnprocessable),
          new Rule("OneOutcomeForBothSides", DeviceInvariants::oneOutcomeForBothSides),
          new Rule("NobodyRingsAfterTheEnd", RingInvariants::nobodyRingsAfterTheEnd),
          new Rule("NobodyRingsForEver", RingInvariants::nobodyRingsForEver),
          new Rule("NobodyRungTwice", RingInvariants::nobodyRungTwice),
          new Rule("AcceptedIsNotLost", DeviceInvariants::acceptedIsNotLost),
          new Rule("RelayInOrderAndOnce", RelayInvariants::relayInOrderAndOnce),
          new Rule("NothingRelayedIsLost", RelayInvariants::nothingRelayedIsLost),
          new Rule("ResumedMissesNothing", ResumeInvariants::resumedMissesNothing),
          new Rule("OneRoomPerGeneration", RoomInvariants::oneRoomPerGeneration),
          new Rule("TopologyFollowsTheRoom", RoomInvariants::topologyFollowsTheRoom),
          new Rule("DevicesAreToldOfTheRoom", RoomInvariants::devicesAreToldOfTheRoom),
          new Rule("EverybodyHearsOfTheRoom", RoomInvariants::everybodyHearsOfTheRoom),
          new Rule("AFifthNeedsAMediaServer", RoomInvariants::aFifthNeedsAMediaServer),
          new Rule("OnlineDuringRingIsRung", PresenceInvariants::onlineDuringRingIsRung),
          new Rule(
              "VanishedLastDeviceEndsUnavailable",
              PresenceInvariants::vanishedLastDeviceEndsUnavailable),
          new Rule("OfflineIsUnavailable", PresenceInvariants::offlineIsUnavailable),
          new Rule("Glare", PresenceInvariants::glare));

  private Invariants() {}

  public static List<Violation> violations(Run run) {
    List<Violation> violations = new ArrayList<>();
    for (Rule rule : RULES) {
      rule.check().accept(run, what -> violations.add(new Violation(rule.name(), what)));
    }
    return violations;
  }

  static List<String> names() {
    return RULES.stream().map(Rule::name).toList();
  }
}
