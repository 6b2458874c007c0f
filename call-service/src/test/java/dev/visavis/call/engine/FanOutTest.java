package dev.visavis.call.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.store.StoredOutcome;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.SharedContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One command in a large call sends the change to each device, and the call state once to each
/// gateway. Writes the table of docs/benchmarks.md to `target/fan-out.md`.
class FanOutTest {
  private static final int GATEWAYS = 2;

  private record Cost(int people, boolean shared, String command, Outcome outcome) {
    List<Delivery> records() {
      return DeliveryBatches.records(outcome.batch());
    }

    String row() {
      return "| %d | %s | %s | %,d | %,d | %,d |"
          .formatted(
              people,
              command,
              shared ? "shared" : "whole",
              records().size(),
              records().stream().mapToInt(Delivery::getSerializedSize).sum(),
              outcome.toStore().getSerializedSize());
    }
  }

  private static CallEngine engine() {
    return new CallEngine(
        new Changelog(), new CallDecider(CallRules.STANDARD), EngineLimits.STANDARD);
  }

  private static List<Cost> costs(int people, boolean shared) {
    GroupLog log = new GroupLog(people, 1, GATEWAYS, "Chrome on Linux", shared);
    CallEngine engine = engine();
    engine.apply(log.record(log.places()));
    for (int user = 1; user < people - 1; user++) {
      engine.apply(log.record(log.answers(user)));
    }
    Outcome join = accepted(engine, log, log.answers(people - 1));
    Outcome mute = accepted(engine, log, log.mutes(0));
    return List.of(new Cost(people, shared, "join", join), new Cost(people, shared, "mute", mute));
  }

  private static Outcome accepted(CallEngine engine, GroupLog log, CallCommand command) {
    Outcome outcome = engine.apply(log.record(command));
    assertEquals(Outcome.Result.ACCEPTED, outcome.result());
    return outcome;
  }

  @Test
  void measure() throws IOException {
    List<Cost> all =
        Stream.of(false, true)
            .flatMap(shared -> Stream.of(2, 8, 32).flatMap(n -> costs(n, shared).stream()))
            .toList();
    Files.writeString(
        Path.of("target/fan-out.md"),
        all.stream().map(Cost::row).collect(Collectors.joining("\n", "", "\n")));
    assertEquals(12, all.size());
  }

  @Test
  void aMuteCostsItsChangeForEachDeviceAndTheCallStateOnce() {
    int people = 32;
    Cost mute = costs(people, true).getLast();
    int change = mute.outcome().deliveries().getFirst().getSerializedSize();
    assertTrue(mute.outcome().deliveries().getFirst().getMessage().hasMediaState());
    int bodies =
        mute.outcome().batch().getSharedList().stream()
            .mapToInt(SharedContent::getSerializedSize)
            .sum();
    List<Delivery> records = mute.records();
    assertEquals(GATEWAYS, records.size());
    for (Delivery record : records) {
      int bytes = record.getSerializedSize();
      // Each device gets the change and the resulting call state.
      assertTrue(bytes <= people / GATEWAYS * 2 * change + bodies, () -> bytes + " bytes");
    }
    StoredOutcome stored = mute.outcome().toStore();
    int outcome = stored.getSerializedSize();
    assertTrue(outcome <= people * 2 * change + bodies + 1024, () -> outcome + " bytes");
  }

  @Test
  void sharedContentEqualsSeparateDeliveries() {
    List<List<Said>> shared = conversation(true);
    assertEquals(conversation(false), shared);
    assertTrue(shared.stream().anyMatch(said -> said.size() > 8));
  }

  private static List<List<Said>> conversation(boolean acceptsSharedContent) {
    GroupLog log = new GroupLog(5, 2, 3, "Phone", acceptsSharedContent);
    CallEngine engine = engine();
    List<List<Said>> said = new ArrayList<>();
    List<CallCommand> commands = new ArrayList<>();
    commands.add(log.places());
    for (int user = 1; user < 5; user++) {
      commands.add(log.answers(user));
    }
    commands.addAll(List.of(log.mutes(2), log.syncs(3), log.vanishes(4), log.mutes(1)));
    long offset = 1;
    for (CallCommand command : commands) {
      CommandRecord record =
          new CommandRecord(
              GroupLog.CALL, command.toByteString(), offset++, Log.START.toEpochMilli());
      Outcome outcome = engine.apply(record);
      assertEquals(Outcome.Result.ACCEPTED, outcome.result());
      assertEquals(outcome.deliveries(), Outcome.replayOf(outcome.toStore()).deliveries());
      boolean many = outcome.batch().getSharedCount() > 0;
      assertTrue(acceptsSharedContent || !many, "an older gateway cannot read that");
      assertEquals(said(outcome.deliveries()), saidTo(outcome));
      said.add(said(outcome.deliveries()));
    }
    return said;
  }

  /// The deliveries of an outcome, as gateways read them from the records.
  private static List<Said> saidTo(Outcome outcome) {
    return DeliveryBatches.records(outcome.batch()).stream()
        .flatMap(record -> said(DeliveryBatches.unbatch(record)).stream())
        .sorted()
        .toList();
  }

  /// The parts of a delivery that reach the device and its gateway's paths.
  private record Said(String id, String to, String message, boolean peersOnly, Set<String> peers)
      implements Comparable<Said> {
    @Override
    public int compareTo(Said other) {
      return id.compareTo(other.id);
    }
  }

  private static List<Said> said(List<Delivery> deliveries) {
    return deliveries.stream()
        .map(
            delivery ->
                new Said(
                    delivery.getDeliveryId(),
                    delivery.getTo().getGateway() + "/" + delivery.getTo().getConnectionId(),
                    delivery.getMessage().toString(),
                    delivery.getPeersOnly(),
                    delivery.getPeersList().stream()
                        .map(DeviceRoute::getConnectionId)
                        .collect(Collectors.toSet())))
        .sorted()
        .toList();
  }
}
