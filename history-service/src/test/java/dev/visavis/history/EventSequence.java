package dev.visavis.history;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.DeclineReason;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.events.CallConnected;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.CallerBlocked;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.proto.v1.events.ParticipantDeclined;
import dev.visavis.proto.v1.events.ParticipantJoined;
import dev.visavis.proto.v1.events.ParticipantLeft;
import dev.visavis.proto.v1.events.ParticipantMissed;
import dev.visavis.proto.v1.events.ParticipantMoved;
import dev.visavis.proto.v1.events.ParticipantReconnecting;
import dev.visavis.proto.v1.events.ParticipantsInvited;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// The events of one call, in order, as call-service would publish them.
public final class EventSequence {
  /// A caller or a callee.
  public record Person(UUID id, String name) {
    public static Person named(String name) {
      return new Person(UUID.randomUUID(), name);
    }

    public UserInfo info() {
      return UserInfo.newBuilder()
          .setId(id.toString())
          .setName(name)
          .setAvatarUrl("https://pictures.example/" + name)
          .build();
    }

    public String device() {
      return name + "-phone";
    }
  }

  public final UUID callId = UUID.randomUUID();
  public final Instant start;
  private final List<CallEvent> events = new ArrayList<>();
  private Instant now;
  private int version;

  private EventSequence(Instant start) {
    this.start = start;
    this.now = start;
  }

  public static EventSequence call(Person caller, Person... callees) {
    return call(Instant.parse("2026-11-22T10:00:00.123Z"), caller, callees);
  }

  public static EventSequence call(Instant start, Person caller, Person... callees) {
    return new EventSequence(start)
        .begin(caller, Arrays.stream(callees).map(EventSequence::rung).toList());
  }

  public static EventSequence blockedCall(Instant start, Person caller, Person callee) {
    InvitedUser deaf = rung(callee).toBuilder().setBlocksCaller(true).build();
    return new EventSequence(start).begin(caller, List.of(deaf));
  }

  private EventSequence begin(Person caller, List<InvitedUser> callees) {
    CallKind kind = callees.size() == 1 ? CallKind.CALL_KIND_DIRECT : CallKind.CALL_KIND_GROUP;
    return tell(
        event ->
            event.setCallInitiated(
                CallInitiated.newBuilder()
                    .setInitiator(caller.info())
                    .setInitiatorDeviceId(caller.device())
                    .setCallType(CallType.CALL_TYPE_VIDEO)
                    .setKind(kind)
                    .addAllInvited(callees)));
  }

  public EventSequence after(Duration pause) {
    now = now.plus(pause);
    return this;
  }

  public EventSequence joins(Person who) {
    return tell(
        event ->
            event.setParticipantJoined(
                ParticipantJoined.newBuilder()
                    .setUserId(who.id().toString())
                    .setDeviceId(who.device())));
  }

  /// The callee answers: joining and connecting are two events of one version.
  public EventSequence answers(Person who) {
    joins(who);
    return tellMore(event -> event.setCallConnected(CallConnected.getDefaultInstance()));
  }

  public EventSequence reconnects(Person who) {
    return tell(
        event ->
            event.setParticipantReconnecting(
                ParticipantReconnecting.newBuilder()
                    .setUserId(who.id().toString())
                    .setDeviceId(who.device())));
  }

  public EventSequence moves(Person who, String toDevice) {
    return tell(
        event ->
            event.setParticipantMoved(
                ParticipantMoved.newBuilder()
                    .setUserId(who.id().toString())
                    .setFromDeviceId(who.device())
                    .setToDeviceId(toDevice)));
  }

  public EventSequence leaves(Person who) {
    return tell(
        event ->
            event.setParticipantLeft(
                ParticipantLeft.newBuilder()
                    .setUserId(who.id().toString())
                    .setDeviceId(who.device())
                    .setReason(EndReason.END_REASON_ENDED)));
  }

  public EventSequence declines(Person who) {
    return tell(
        event ->
            event.setParticipantDeclined(
                ParticipantDeclined.newBuilder()
                    .setUserId(who.id().toString())
                    .setDeviceId(who.device())
                    .setReason(DeclineReason.DECLINE_REASON_DECLINED)));
  }

  public EventSequence misses(Person who) {
    return tell(
        event ->
            event.setParticipantMissed(
                ParticipantMissed.newBuilder().setUserId(who.id().toString())));
  }

  /// The call rings `who`, who blocks the caller.
  public EventSequence turnsAway(Person who) {
    return tell(
        event -> event.setCallerBlocked(CallerBlocked.newBuilder().setUserId(who.id().toString())));
  }

  public EventSequence invites(Person by, Person... more) {
    return tell(
        event ->
            event.setParticipantsInvited(
                ParticipantsInvited.newBuilder()
                    .setByUserId(by.id().toString())
                    .addAllInvited(Arrays.stream(more).map(EventSequence::rung).toList())));
  }

  public EventSequence ends(CallState state, EndReason reason) {
    return tell(
        event -> event.setCallEnded(CallEnded.newBuilder().setState(state).setReason(reason)));
  }

  /// Ends the call with an event of the same version as the previous one.
  public EventSequence thenEnds(CallState state, EndReason reason) {
    return tellMore(
        event -> event.setCallEnded(CallEnded.newBuilder().setState(state).setReason(reason)));
  }

  public List<CallEvent> events() {
    return List.copyOf(events);
  }

  private EventSequence tell(Consumer<CallEvent.Builder> fact) {
    version++;
    return add(0, fact);
  }

  private EventSequence tellMore(Consumer<CallEvent.Builder> fact) {
    return add(events.getLast().getIndex() + 1, fact);
  }

  private EventSequence add(int index, Consumer<CallEvent.Builder> fact) {
    CallEvent.Builder event =
        CallEvent.newBuilder()
            .setEventId(callId + ":" + version + ":" + index)
            .setCallId(callId.toString())
            .setVersion(version)
            .setIndex(index)
            .setOccurredAt(
                Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()));
    fact.accept(event);
    events.add(event.build());
    return this;
  }

  private static InvitedUser rung(Person who) {
    return InvitedUser.newBuilder().setUser(who.info()).build();
  }
}
