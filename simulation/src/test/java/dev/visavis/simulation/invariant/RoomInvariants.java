package dev.visavis.simulation.invariant;

import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Topology;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.world.Device;
import dev.visavis.simulation.world.RunRecorder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What must hold for the room of a call on the SFU.
final class RoomInvariants {
  /// A refusal may come this long after what it follows from.
  private static final long REFUSAL_MS = 30_000;

  private RoomInvariants() {}

  /// Generations grow by one. Each has at most one room, which is requested before it is assigned.
  static void oneRoomPerGeneration(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            trace -> {
              RoomFold fold = new RoomFold(trace.callerId());
              for (CallEvent event : trace.facts()) {
                if (!fold.fits(event)) {
                  violation.accept("does not fit the room before: " + Messages.brief(event));
                }
                fold.add(event);
              }
            });
  }

  /// Four who are in have a room or wait for one. The SFU serves five or more who have one, and a
  /// mesh serves the others.
  static void topologyFollowsTheRoom(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            trace -> {
              RoomFold fold = new RoomFold(trace.callerId());
              List<CallEvent> facts = trace.facts();
              for (int i = 0; i < facts.size(); i++) {
                fold.add(facts.get(i));
                boolean last =
                    i + 1 == facts.size()
                        || facts.get(i + 1).getVersion() > facts.get(i).getVersion();
                String problem = last ? fold.problem() : null;
                if (problem != null) {
                  violation.accept(problem + " after " + Messages.brief(facts.get(i)));
                }
              }
            });
  }

  /// Each state that a device is told has the room that the call had in that version.
  static void devicesAreToldOfTheRoom(Run run, Consumer<String> violation) {
    Map<String, Map<Integer, Integer>> rooms = new HashMap<>();
    run.calls().forEach(trace -> rooms.put(trace.callId(), roomOfEachVersion(trace)));
    run.world()
        .recorder()
        .received()
        .forEach(
            received ->
                DeviceInvariants.views(received.message())
                    .forEach(
                        call -> {
                          int told = call.getRoom().getGeneration();
                          int had =
                              rooms
                                  .getOrDefault(call.getCallId(), Map.of())
                                  .getOrDefault(call.getVersion(), told);
                          if (told != had) {
                            violation.accept(
                                "%s is told of room %d in v%d of %s, which has %d"
                                    .formatted(
                                        received.device(),
                                        told,
                                        call.getVersion(),
                                        Messages.shortId(call.getCallId()),
                                        had));
                          }
                        }));
  }

  private static Map<Integer, Integer> roomOfEachVersion(Run.CallTrace trace) {
    Map<Integer, Integer> rooms = new HashMap<>();
    RoomFold fold = new RoomFold(trace.callerId());
    for (CallEvent event : trace.facts()) {
      fold.add(event);
      rooms.put(event.getVersion(), fold.assigned());
    }
    return rooms;
  }

  /// A device that is in the call when a room is assigned, and stays, hears of it soon.
  static void everybodyHearsOfTheRoom(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            trace ->
                trace.facts().stream()
                    .filter(CallEvent::hasRoomAssigned)
                    .filter(
                        event ->
                            run.world()
                                .recorder()
                                .isCalmAndQuick(
                                    Run.ms(event) - RelayInvariants.SOON_MS,
                                    Run.ms(event) + RelayInvariants.SOON_MS))
                    .forEach(
                        event ->
                            run.world()
                                .devices()
                                .forEach(device -> hears(run, event, device, violation))));
  }

  private static void hears(
      Run run, CallEvent assigned, Device device, Consumer<String> violation) {
    String callId = assigned.getCallId();
    long from = Run.ms(assigned);
    long to = from + RelayInvariants.SOON_MS;
    boolean in = false;
    for (RunRecorder.Observation seen : run.world().recorder().observations()) {
      if (seen.device() != device || seen.atMs() > to) {
        continue;
      }
      if (!(seen instanceof RunRecorder.Received received)) {
        in &= seen instanceof RunRecorder.Sent;
        continue;
      }
      SignalingMessage message = received.message();
      Call view =
          DeviceInvariants.views(message)
              .filter(call -> call.getCallId().equals(callId))
              .findFirst()
              .orElse(null);
      if (view != null) {
        if (view.getVersion() >= assigned.getVersion()) {
          return;
        }
        in = view.getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED;
      } else if (message.hasCallEnded() && message.getCallId().equals(callId)) {
        in = false;
      }
    }
    if (in) {
      violation.accept(device + " does not hear of it: " + Messages.brief(assigned));
    }
  }

  /// While no media-service has answered, nobody is the fifth; and only then is a fifth refused.
  static void aFifthNeedsAMediaServer(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            trace -> {
              RoomFold fold = new RoomFold(trace.callerId());
              for (CallEvent event : trace.facts()) {
                if (event.hasParticipantJoined()
                    && !fold.isIn(event.getParticipantJoined().getUserId())
                    && fold.isFull()) {
                  violation.accept("one more without a media server: " + Messages.brief(event));
                }
                fold.add(event);
              }
            });
    run.world()
        .recorder()
        .received()
        .filter(received -> received.message().getError().getCode() == ErrorCode.CALL_FULL)
        .filter(received -> !wasFull(run, received))
        .forEach(
            received ->
                violation.accept(
                    received.device()
                        + " is refused, although "
                        + Messages.shortId(received.message().getCallId())
                        + " was not full"));
  }

  private static boolean wasFull(Run run, RunRecorder.Received refusal) {
    Run.CallTrace trace = run.trace(refusal.message().getCallId());
    if (trace == null) {
      return false;
    }
    RoomFold fold = new RoomFold(trace.callerId());
    boolean full = false;
    for (CallEvent event : trace.facts()) {
      boolean before =
          Run.ms(event) + REFUSAL_MS < refusal.atMs() - RelayInvariants.CLOCKS_DIFFER_MS;
      boolean after = Run.ms(event) > refusal.atMs() + RelayInvariants.CLOCKS_DIFFER_MS;
      if (after) {
        break;
      }
      fold.add(event);
      full = fold.isFull() || (full && !before);
    }
    return full;
  }

  /// The room of a call, its topology and who is in, as the facts tell of them.
  private static final class RoomFold {
    private enum Status {
      NONE,
      REQUESTED,
      ASSIGNED,
      LOST
    }

    private static final int MESH = 4;

    private final Map<String, Boolean> in = new HashMap<>();
    private Status status = Status.NONE;
    private Topology topology = Topology.TOPOLOGY_P2P;
    private int generation;
    private boolean unanswered;
    private boolean over;

    RoomFold(String callerId) {
      in.put(callerId, true);
    }

    boolean isIn(String userId) {
      return in.getOrDefault(userId, false);
    }

    /// The generation of the room that the call has; 0: none.
    int assigned() {
      return status == Status.ASSIGNED ? generation : 0;
    }

    boolean isFull() {
      return unanswered && count() >= MESH;
    }

    private long count() {
      return in.values().stream().filter(is -> is).count();
    }

    boolean fits(CallEvent event) {
      return switch (event.getFactCase()) {
        case ROOM_REQUESTED ->
            event.getRoomRequested().getGeneration() == generation + 1
                && (status == Status.NONE || status == Status.LOST);
        case ROOM_ASSIGNED ->
            event.getRoomAssigned().getGeneration() == generation && status == Status.REQUESTED;
        case ROOM_LOST ->
            event.getRoomLost().getGeneration() == generation
                && (status == Status.REQUESTED || status == Status.ASSIGNED);
        case ROOM_RELEASED ->
            event.getRoomReleased().getGeneration() == generation && status != Status.NONE;
        default -> true;
      };
    }

    void add(CallEvent event) {
      switch (event.getFactCase()) {
        case PARTICIPANT_JOINED -> in.put(event.getParticipantJoined().getUserId(), true);
        case PARTICIPANT_LEFT -> in.put(event.getParticipantLeft().getUserId(), false);
        case TOPOLOGY_CHANGED -> topology = event.getTopologyChanged().getTopology();
        case ROOM_REQUESTED -> {
          generation = event.getRoomRequested().getGeneration();
          status = Status.REQUESTED;
        }
        case ROOM_ASSIGNED -> {
          status = Status.ASSIGNED;
          unanswered = false;
        }
        case ROOM_LOST -> {
          unanswered = status == Status.REQUESTED;
          status = Status.LOST;
        }
        case ROOM_RELEASED -> {
          status = Status.NONE;
          unanswered = false;
        }
        case CALL_ENDED -> {
          over = true;
          status = Status.NONE;
          unanswered = false;
        }
        default -> {}
      }
    }

    /// Describes the violation between two versions; null if there is none.
    @Nullable String problem() {
      if (over) {
        return null;
      }
      long people = count();
      boolean onSfu = topology == Topology.TOPOLOGY_SFU;
      if (people >= MESH && status == Status.NONE) {
        return people + " have no room and request none";
      }
      if (people > MESH && status == Status.ASSIGNED && !onSfu) {
        return people + " have a room and do not use it";
      }
      if (people <= MESH && unanswered && onSfu) {
        return people + " stay on the SFU without a media server";
      }
      Topology direct = people <= 2 ? Topology.TOPOLOGY_P2P : Topology.TOPOLOGY_MESH;
      return onSfu || topology == direct ? null : people + " talk by " + topology;
    }
  }
}
