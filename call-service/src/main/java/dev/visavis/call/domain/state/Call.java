package dev.visavis.call.domain.state;

import dev.visavis.call.domain.state.ParticipantState.Joined;
import dev.visavis.call.domain.state.ParticipantState.Out;
import dev.visavis.call.domain.state.ParticipantState.Reconnecting;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.CallType;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The state of a call after the commands of the log so far.
///
/// @param version counts the public changes, from 1
/// @param eventsOfVersion how many public events this version has so far
/// @param topology how media flows: `P2P` in a direct call and in one that is over
/// @param topologyDeadline when the call leaves the SFU; set while few participants are left on it
/// @param room on the SFU; [Room#NONE] once the call is over
/// @param pageClosedDeadline when the ringing is cancelled; set while the caller's page is closed
/// @param participants the initiator first
public record Call(
    String id,
    int version,
    int eventsOfVersion,
    CallKind kind,
    CallType type,
    CallState state,
    String initiatorId,
    String idempotencyKey,
    Instant createdAt,
    @Nullable Instant connectedAt,
    @Nullable Ending ending,
    Topology topology,
    @Nullable Instant topologyDeadline,
    Room room,
    @Nullable Instant pageClosedDeadline,
    List<Participant> participants) {

  public Call {
    participants = List.copyOf(participants);
  }

  /// The state of an unknown call: before it is initiated, and after its retention.
  public static Call none(String id) {
    return new Call(
        id,
        0,
        0,
        CallKind.DIRECT,
        CallType.AUDIO,
        CallState.NONE,
        "",
        "",
        Instant.EPOCH,
        null,
        null,
        Topology.P2P,
        null,
        Room.NONE,
        null,
        List.of());
  }

  public @Nullable Participant participant(String userId) {
    for (Participant participant : participants) {
      if (participant.userId().equals(userId)) {
        return participant;
      }
    }
    return null;
  }

  /// The call must exist.
  public Participant initiator() {
    return participants.getFirst();
  }

  public List<Participant> participantsInCall() {
    return participants.stream().filter(Participant::isInCall).toList();
  }

  public boolean hasRingingParticipant() {
    return participants.stream().anyMatch(Participant::isRinging);
  }

  /// The topology that follows from the participants and the room, unless the call is on the SFU.
  public Topology topologyOfParticipants() {
    return topologyOf(kind, participants, room.assigned() != null);
  }

  /// As [#topologyOfParticipants], of a call that is being read.
  public static Topology topologyOf(
      CallKind kind, List<Participant> participants, boolean hasRoom) {
    int in = (int) participants.stream().filter(Participant::isInCall).count();
    return kind == CallKind.DIRECT ? Topology.P2P : Topology.of(in, hasRoom);
  }

  /// Whether the call is on the SFU, or may soon be: one person more would be too many for a mesh.
  public boolean needsRoom() {
    if (!state.isLive() || kind == CallKind.DIRECT) {
      return false;
    }
    int in = participantsInCall().size();
    int ringing = (int) participants.stream().filter(Participant::isRinging).count();
    return topology == Topology.SFU
        || in >= Topology.MAX_MESH_PARTICIPANTS
        || in + ringing > Topology.MAX_MESH_PARTICIPANTS;
  }

  /// Whether one person more needs a media server, and none is there.
  public boolean isFullWithoutRoom() {
    return room.isUnavailable() && participantsInCall().size() >= Topology.MAX_MESH_PARTICIPANTS;
  }

  /// Bytes that the mailboxes of the call may still store.
  int mailboxRoom() {
    int room = Mailbox.MAX_BYTES_IN_CALL;
    for (Participant participant : participants) {
      room -= participant.mailbox().size();
    }
    return room;
  }

  /// The time from initiation to the answer, or to the end without an answer.
  public Duration ringTime() {
    if (connectedAt != null) {
      return between(createdAt, connectedAt);
    }
    return ending == null ? Duration.ZERO : between(createdAt, ending.at());
  }

  /// The time from connected to ended; null if the call never was connected.
  public @Nullable Duration talkTime() {
    return connectedAt == null || ending == null ? null : between(connectedAt, ending.at());
  }

  /// Gateways' clocks differ a little; no time is negative.
  private static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }

  /// All deadlines of the call. A deadline that is no longer in this list has no effect.
  public List<Deadline> deadlines() {
    List<Deadline> deadlines = new ArrayList<>();
    participants.stream()
        .flatMap(
            participant ->
                participant.state() instanceof Ringing ringing
                    ? Stream.of(ringing.until())
                    : Stream.<Instant>empty())
        .min(Comparator.naturalOrder())
        .ifPresent(due -> deadlines.add(new Deadline(Deadline.Kind.RING, null, due)));
    addIfSet(Deadline.Kind.TOPOLOGY, null, topologyDeadline, deadlines);
    addIfSet(Deadline.Kind.ROOM, null, room.deadline(), deadlines);
    addIfSet(Deadline.Kind.PAGE_CLOSED, null, pageClosedDeadline, deadlines);
    for (Participant participant : participants) {
      addDeadlines(participant, deadlines);
    }
    return deadlines;
  }

  private static void addDeadlines(Participant participant, List<Deadline> deadlines) {
    String user = participant.userId();
    switch (participant.state()) {
      case Ringing ringing ->
          addIfSet(Deadline.Kind.UNREACHABLE, user, ringing.unreachableDeadline(), deadlines);
      case Reconnecting away -> {
        deadlines.add(new Deadline(Deadline.Kind.RECONNECT, user, away.until()));
        addDeadlines(user, away.joined().device(), deadlines);
      }
      case Joined joined -> addDeadlines(user, joined.device(), deadlines);
      case Out _ -> {}
    }
  }

  private static void addDeadlines(String user, JoinedDevice device, List<Deadline> deadlines) {
    HandOff handOff = device.handOff();
    Reclaim reclaim = device.reclaim();
    addIfSet(Deadline.Kind.RECALL, user, reclaim == null ? null : reclaim.until(), deadlines);
    addIfSet(Deadline.Kind.HAND_OFF, user, handOff == null ? null : handOff.until(), deadlines);
  }

  private static void addIfSet(
      Deadline.Kind kind,
      @Nullable String userId,
      @Nullable Instant due,
      List<Deadline> deadlines) {
    if (due != null) {
      deadlines.add(new Deadline(kind, userId, due));
    }
  }

  Call edit(Consumer<CallBuilder> change) {
    CallBuilder builder = new CallBuilder(this);
    change.accept(builder);
    return builder.build();
  }
}
