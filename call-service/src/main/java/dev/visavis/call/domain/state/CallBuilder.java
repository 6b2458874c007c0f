package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.CallType;
import dev.visavis.call.domain.value.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A call while it is being changed.
final class CallBuilder {
  final String id;
  int version;
  int eventsOfVersion;
  CallKind kind;
  CallType type;
  CallState state;
  String initiatorId;
  String idempotencyKey;
  Instant createdAt;
  @Nullable Instant connectedAt;
  @Nullable Ending ending;
  Topology topology;
  @Nullable Instant topologyDeadline;
  Room room;
  @Nullable Instant pageClosedDeadline;
  List<Participant> participants;

  CallBuilder(Call from) {
    id = from.id();
    version = from.version();
    eventsOfVersion = from.eventsOfVersion();
    kind = from.kind();
    type = from.type();
    state = from.state();
    initiatorId = from.initiatorId();
    idempotencyKey = from.idempotencyKey();
    createdAt = from.createdAt();
    connectedAt = from.connectedAt();
    ending = from.ending();
    topology = from.topology();
    topologyDeadline = from.topologyDeadline();
    room = from.room();
    pageClosedDeadline = from.pageClosedDeadline();
    participants = new ArrayList<>(from.participants());
  }

  Call build() {
    return new Call(
        id,
        version,
        eventsOfVersion,
        kind,
        type,
        state,
        initiatorId,
        idempotencyKey,
        createdAt,
        connectedAt,
        ending,
        topology,
        topologyDeadline,
        room,
        pageClosedDeadline,
        participants);
  }

  /// A participant who returns keeps their place: the initiator is always the first.
  void replaceOrAdd(Participant participant) {
    String userId = participant.userId();
    boolean known = participants.stream().anyMatch(p -> p.userId().equals(userId));
    if (known) {
      participants.replaceAll(p -> p.userId().equals(userId) ? participant : p);
    } else {
      participants.add(participant);
    }
  }

  void change(String userId, UnaryOperator<Participant> change) {
    participants.replaceAll(
        participant ->
            participant.userId().equals(userId) ? change.apply(participant) : participant);
  }
}
