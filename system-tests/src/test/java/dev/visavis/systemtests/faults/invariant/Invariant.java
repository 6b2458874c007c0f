package dev.visavis.systemtests.faults.invariant;

import dev.visavis.systemtests.faults.evidence.CallAttempt;
import dev.visavis.systemtests.faults.evidence.Evidence;
import java.util.List;
import java.util.function.Function;

/// A guarantee of docs/protocol.md, "Guarantees", that holds in spite of all faults.
///
/// @param violations returns the violations in the evidence, each with its call
public record Invariant(String name, Function<Evidence, List<String>> violations) {
  public static final List<Invariant> ALL =
      List.of(
          new Invariant("EveryCallEnds", LogInvariants::everyCallEnds),
          new Invariant("EventsWithoutGap", LogInvariants::eventsWithoutGap),
          new Invariant("RepeatsAreIdentical", LogInvariants::repeatsAreIdentical),
          new Invariant("OneWinnerPerCallee", WinnerInvariant::oneWinnerPerCallee),
          new Invariant("BothSidesHearTheSameEnd", EndInvariant::bothSidesHearTheSameEnd),
          new Invariant("NobodyRingsAfterTheEnd", RingInvariants::nobodyRingsAfterTheEnd),
          new Invariant("NobodyIsRungTwice", RingInvariants::nobodyIsRungTwice),
          new Invariant("EveryCommandIsAnswered", CommandInvariants::everyCommandIsAnswered),
          new Invariant("NothingAcknowledgedIsLost", CommandInvariants::nothingAcknowledgedIsLost),
          new Invariant("RelayedOnceInOrder", RelayInvariants::relayedOnceInOrder),
          new Invariant("NothingRelayedIsLost", RelayInvariants::nothingRelayedIsLost),
          new Invariant("HistoryEqualsLog", HistoryInvariant::historyEqualsLog),
          new Invariant("MissedCallsEqualLog", HistoryInvariant::missedCallsEqualLog));

  /// Users do not notice an upgrade, so every call ends as planned.
  public static final Invariant EVERY_CALL_IS_AS_PLANNED =
      new Invariant(
          "EveryCallIsAsPlanned",
          evidence ->
              evidence.rounds().stream()
                  .filter(attempt -> !attempt.isAsPlanned())
                  .map(CallAttempt::toString)
                  .toList());
}
