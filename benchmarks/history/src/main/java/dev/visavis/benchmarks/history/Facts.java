package dev.visavis.benchmarks.history;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.events.CallConnected;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.DeviceRinging;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.proto.v1.events.MediaStateChanged;
import dev.visavis.proto.v1.events.ParticipantJoined;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/// The events of answered calls as call-service publishes them, with many calls interleaved.
///
/// @param calls the number of calls
/// @param live the number of concurrent calls
record Facts(int calls, int live) {
  static final int A_CALL = 7;

  List<List<CallEvent>> batches(int size) {
    List<List<CallEvent>> batches = new ArrayList<>();
    Iterator<CallEvent> facts = iterator();
    while (facts.hasNext()) {
      List<CallEvent> batch = new ArrayList<>(size);
      while (batch.size() < size && facts.hasNext()) {
        batch.add(facts.next());
      }
      batches.add(batch);
    }
    return batches;
  }

  /// In the order of the log; the events of each call are in order.
  Iterator<CallEvent> iterator() {
    Random random = new Random(1);
    List<Deque<CallEvent>> going = new ArrayList<>();
    return new Iterator<>() {
      private int begun;

      @Override
      public boolean hasNext() {
        return begun < calls || !going.isEmpty();
      }

      @Override
      public CallEvent next() {
        if (begun < calls && going.size() < live) {
          going.add(call(random));
          begun++;
        }
        int which = random.nextInt(going.size());
        CallEvent next = going.get(which).removeFirst();
        if (going.get(which).isEmpty()) {
          going.remove(which);
        }
        return next;
      }
    };
  }

  private static Deque<CallEvent> call(Random random) {
    String call = UUID.randomUUID().toString();
    UserInfo caller = user(random);
    UserInfo callee = user(random);
    Deque<CallEvent> facts = new ArrayDeque<>();
    add(
        facts,
        call,
        1,
        0,
        fact ->
            fact.setCallInitiated(
                CallInitiated.newBuilder()
                    .setInitiator(caller)
                    .setInitiatorDeviceId("laptop")
                    .setCallType(CallType.CALL_TYPE_VIDEO)
                    .setKind(CallKind.CALL_KIND_DIRECT)
                    .addInvited(InvitedUser.newBuilder().setUser(callee))));
    add(facts, call, 2, 0, fact -> fact.setDeviceRinging(DeviceRinging.getDefaultInstance()));
    add(
        facts,
        call,
        3,
        0,
        fact ->
            fact.setParticipantJoined(
                ParticipantJoined.newBuilder().setUserId(callee.getId()).setDeviceId("phone")));
    add(facts, call, 3, 1, fact -> fact.setCallConnected(CallConnected.getDefaultInstance()));
    for (int version : List.of(4, 5)) {
      add(
          facts,
          call,
          version,
          0,
          fact -> fact.setMediaStateChanged(MediaStateChanged.getDefaultInstance()));
    }
    add(
        facts,
        call,
        6,
        0,
        fact ->
            fact.setCallEnded(
                CallEnded.newBuilder()
                    .setState(CallState.CALL_STATE_ENDED)
                    .setReason(EndReason.END_REASON_ENDED)));
    return facts;
  }

  private static void add(
      Deque<CallEvent> facts,
      String call,
      int version,
      int index,
      Consumer<CallEvent.Builder> fact) {
    CallEvent.Builder event =
        CallEvent.newBuilder()
            .setEventId(call + ":" + version + ":" + index)
            .setCallId(call)
            .setVersion(version)
            .setIndex(index)
            .setOccurredAt(now());
    fact.accept(event);
    facts.add(event.build());
  }

  static Timestamp now() {
    Instant now = Instant.now();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
  }

  private static UserInfo user(Random random) {
    UUID id = new UUID(random.nextInt(100_000), random.nextInt(100_000));
    return UserInfo.newBuilder().setId(id.toString()).setName("Somebody").build();
  }
}
