package dev.visavis.simulation.world;

import dev.visavis.proto.CallId;
import dev.visavis.proto.v1.AnswerCall;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallEnded;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.DeclineCall;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.EndCall;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.InitiateCall;
import dev.visavis.proto.v1.JoinCall;
import dev.visavis.proto.v1.MediaState;
import dev.visavis.proto.v1.Participant;
import dev.visavis.proto.v1.Ringing;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.TransferCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A model of a client whose user calls, answers, declines, talks and hangs up at random.
public final class ClientModel {
  /// An `initiate_call` that is not confirmed yet.
  private record PendingInitiate(String key, List<Person> callees, CallType type) {}

  private final World world;
  private final Device device;
  private final Map<String, ClientCallState> callStates = new LinkedHashMap<>();
  private final Map<String, PendingInitiate> pendingCalls = new LinkedHashMap<>();
  private final CandidateSpeaker candidates;
  private final GroupHabits group;
  private final RoomHabits rooms;

  ClientModel(World world, Device device) {
    this.world = world;
    this.device = device;
    this.candidates = new CandidateSpeaker(world, device);
    this.group = new GroupHabits(world, device, this);
    this.rooms = new RoomHabits(world, device, this);
  }

  public List<ClientCallState> callStates() {
    return List.copyOf(callStates.values());
  }

  @Nullable ClientCallState leg(String callId) {
    return callStates.get(callId);
  }

  public boolean isIdle() {
    return callStates.isEmpty() && pendingCalls.isEmpty();
  }

  // --- initiate

  void initiateCall(Person callee) {
    initiateCall(List.of(callee));
  }

  void initiateCall(List<Person> callees) {
    initiateCall(world.random().id(), callees, world.random().percent(50));
  }

  private void initiateCall(String key, List<Person> callees, boolean video) {
    CallType type = video ? CallType.CALL_TYPE_VIDEO : CallType.CALL_TYPE_AUDIO;
    pendingCalls.put(key, new PendingInitiate(key, callees, type));
    askFor(key);
    after(
        1_000,
        30_000,
        20,
        () -> {
          ClientCallState callState = callStates.get(callId(key));
          if (callState != null && callState.state == CallState.CALL_STATE_RINGING) {
            hangUp(callState);
          }
        });
  }

  private String callId(String key) {
    return CallId.derive(UUID.fromString(device.person().id()), key).toString();
  }

  /// Sends `initiate_call` until it is confirmed.
  private void askFor(String key) {
    PendingInitiate asked = pendingCalls.get(key);
    if (asked == null) {
      return;
    }
    if (world.isHealed()) {
      pendingCalls.remove(key);
      return;
    }
    ask(asked);
    world.timeline().after(world.random().between(2_500, 4_000), () -> askFor(key));
  }

  private void ask(PendingInitiate asked) {
    if (world.isHealed()) {
      return;
    }
    InitiateCall.Builder initiate = InitiateCall.newBuilder().setCallType(asked.type());
    List<String> ids = asked.callees().stream().map(Person::id).toList();
    device.send(
        SignalingMessage.newBuilder()
            .setIdempotencyKey(asked.key())
            .setRequestId(asked.key())
            .setInitiateCall(
                ids.size() == 1
                    ? initiate.setCalleeId(ids.getFirst())
                    : initiate.addAllCalleeIds(ids)));
  }

  private void initiated(SignalingMessage message) {
    PendingInitiate asked = pendingCalls.remove(message.getIdempotencyKey());
    if (asked == null) {
      return;
    }
    if (live(message.getCallInitiated().getState())) {
      ClientCallState callState =
          callStates.computeIfAbsent(message.getCallId(), id -> new ClientCallState(id, true));
      // After a repeated request, the call may have moved to another device already.
      callState.joined |= !message.getCallInitiated().getDuplicate();
      after(0, 3_000, 20, () -> sendCandidate(callState));
      group.initiated(callState);
    } else {
      callStates.remove(message.getCallId());
    }
    after(0, 5_000, 10, () -> ask(asked));
    Device other = world.random().oneOf(device.person().devices());
    after(0, 5_000, 5, () -> other.client().ask(asked));
  }

  // --- receive

  void registered(List<Call> calls) {
    callStates.keySet().retainAll(calls.stream().map(Call::getCallId).toList());
    for (Call call : calls) {
      ClientCallState callState =
          callStates.computeIfAbsent(call.getCallId(), id -> new ClientCallState(id, false));
      callState.talking = false;
      state(callState, call);
    }
  }

  void received(SignalingMessage message) {
    ClientCallState callState = callStates.get(message.getCallId());
    switch (message.getBodyCase()) {
      case CALL_INITIATED -> initiated(message);
      case RING -> ring(message);
      case CALL_STATE -> {
        Call call = message.getCallState();
        if (callState == null
            && live(call.getState())
            && call.getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED) {
          callState = new ClientCallState(call.getCallId(), false);
          callStates.put(callState.callId, callState);
        }
        if (callState != null && call.getVersion() >= callState.version) {
          state(callState, call);
        }
      }
      case CALL_ENDED -> ended(message.getCallId(), callState, message.getCallEnded());
      case CALL_ELSEWHERE -> {
        if (message.getCallElsewhere().getState() == CallState.CALL_STATE_ENDED) {
          if (callState == null || !callState.joined) {
            callStates.remove(message.getCallId());
          }
        } else {
          String callId = message.getCallId();
          after(100, 4_000, 8, () -> pull(callId));
        }
      }
      case ANSWER -> rooms.answered(callState, message.getAnswer());
      case ERROR -> rejected(callState, message);
      default -> {}
    }
  }

  private void ring(SignalingMessage message) {
    ClientCallState callState =
        callStates.computeIfAbsent(message.getCallId(), id -> new ClientCallState(id, false));
    callState.ringing = true;
    callState.people = message.getRing().getParticipantsList();
    callState.joins = group.joinsInsteadOfAnswering();
    after(
        10,
        300,
        80,
        () ->
            send(
                callState, SignalingMessage.newBuilder().setRinging(Ringing.getDefaultInstance())));
    int answerWithin = world.random().percent(30) ? 50 : 9_000;
    if (world.random().percent(65)) {
      after(0, answerWithin, 100, () -> answer(callState));
    } else if (world.random().percent(40)) {
      after(0, answerWithin, 100, () -> decline(callState));
    }
    // The user declines on another device, too late.
    after(0, 10_000, 15, () -> decline(callState));
  }

  private void state(ClientCallState callState, Call call) {
    callState.version = call.getVersion();
    callState.state = call.getState();
    callState.people = call.getParticipantsList();
    boolean wasJoined = callState.joined;
    callState.joined = call.getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED;
    if (call.getThisDevice() != DeviceRole.DEVICE_ROLE_RINGING) {
      callState.ringing = false;
    }
    rooms.state(callState, call);
    if (!live(callState.state)) {
      callStates.remove(callState.callId);
    } else if (callState.joined && callState.state == CallState.CALL_STATE_CONNECTED) {
      if (!callState.talking) {
        talk(callState);
      }
    } else if (wasJoined) {
      callState.talking = false;
    }
  }

  private void ended(String callId, @Nullable ClientCallState callState, CallEnded ended) {
    callStates.remove(callId);
    if (ended.getReason() == EndReason.END_REASON_GLARE
        && callState != null
        && callState.isInitiator) {
      String other = ended.getContinuesAs();
      answer(callStates.computeIfAbsent(other, id -> new ClientCallState(id, false)));
    } else {
      group.ended(callId, callState == null ? List.of() : callState.people);
    }
  }

  private void rejected(@Nullable ClientCallState callState, SignalingMessage message) {
    if (callState != null && callState.answered && !callState.joined) {
      callStates.remove(callState.callId);
    }
  }

  // --- in the call

  /// @param people the joined and invited users, according to the last message about the call
  void join(String callId, List<Participant> people) {
    ClientCallState callState =
        callStates.computeIfAbsent(callId, id -> new ClientCallState(id, false));
    if (callState.people.isEmpty()) {
      callState.people = people;
    }
    callState.joins = true;
    answer(callState);
  }

  private void answer(ClientCallState callState) {
    callState.answered = true;
    SignalingMessage.Builder message = SignalingMessage.newBuilder();
    send(
        callState,
        callState.joins
            ? message.setJoinCall(JoinCall.getDefaultInstance())
            : message.setAnswerCall(AnswerCall.getDefaultInstance()));
    // Sends a candidate before it knows whether its answer was the first.
    after(0, 30, 30, () -> sendCandidate(callState));
    // Repeats the answer until it is confirmed.
    after(
        3_000,
        4_000,
        100,
        () -> {
          if (callStates.get(callState.callId) == callState
              && !callState.joined
              && callState.answered) {
            answer(callState);
          }
        });
  }

  private void decline(ClientCallState callState) {
    send(callState, SignalingMessage.newBuilder().setDeclineCall(DeclineCall.getDefaultInstance()));
  }

  private void hangUp(ClientCallState callState) {
    send(callState, SignalingMessage.newBuilder().setEndCall(EndCall.getDefaultInstance()));
  }

  private void talk(ClientCallState callState) {
    callState.talking = true;
    send(callState, media(true));
    int count = world.random().between(0, 4);
    for (int i = 0; i < count; i++) {
      after(
          0,
          3_000,
          100,
          () -> {
            if (callState.joined) {
              sendCandidate(callState);
            }
          });
    }
    after(200, 25_000, 50, () -> hangUp(callState));
    List<Device> others = device.person().devices();
    after(500, 8_000, 10, () -> startHandOff(callState, world.random().oneOf(others)));
    group.talks(callState);
  }

  private void sendCandidate(ClientCallState callState) {
    if (callStates.get(callState.callId) == callState) {
      candidates.send(callState);
    }
  }

  /// The connected call that this device has joined, if any.
  @Nullable String talksIn() {
    return callStates.values().stream()
        .filter(callState -> callState.joined && callState.state == CallState.CALL_STATE_CONNECTED)
        .map(callState -> callState.callId)
        .findFirst()
        .orElse(null);
  }

  void sendCandidates(String callId, Person to, int count) {
    ClientCallState callState = callStates.get(callId);
    for (int i = 0; callState != null && i < count; i++) {
      candidates.send(callState, to);
    }
  }

  private void startHandOff(ClientCallState callState, Device to) {
    if (to != device) {
      push(callState, to);
    }
  }

  private void pull(String callId) {
    ClientCallState callState =
        callStates.computeIfAbsent(callId, id -> new ClientCallState(id, false));
    push(callState, device);
    answer(callState);
  }

  private void push(ClientCallState callState, Device to) {
    send(
        callState,
        SignalingMessage.newBuilder()
            .setTransferCall(TransferCall.newBuilder().setToDeviceId(to.toString())));
  }

  private static SignalingMessage.Builder media(boolean on) {
    return SignalingMessage.newBuilder()
        .setMediaState(MediaState.newBuilder().setAudio(on).setVideo(on));
  }

  /// Hangs up every call that this device has joined.
  public void stopCalling() {
    for (ClientCallState callState : callStates()) {
      if (callState.joined) {
        hangUp(callState);
      }
    }
  }

  /// Sends a message for a call in which this user is usually not a participant.
  void sendAsStranger(String callId) {
    ClientCallState strange = new ClientCallState(callId, false);
    List<SignalingMessage.Builder> all =
        List.of(
            SignalingMessage.newBuilder().setEndCall(EndCall.getDefaultInstance()),
            SignalingMessage.newBuilder().setAnswerCall(AnswerCall.getDefaultInstance()),
            SignalingMessage.newBuilder().setDeclineCall(DeclineCall.getDefaultInstance()),
            media(true),
            CandidateSpeaker.candidate("strange").setRequestId(callId + device + "strange"));
    send(strange, world.random().oneOf(all));
  }

  void send(ClientCallState callState, SignalingMessage.Builder message) {
    device.send(message.setCallId(callState.callId));
  }

  private static boolean live(CallState state) {
    return state == CallState.CALL_STATE_RINGING || state == CallState.CALL_STATE_CONNECTED;
  }

  private void after(int least, int most, int percent, Runnable work) {
    if (world.random().percent(percent)) {
      world.timeline().after(world.random().between(least, most), Objects.requireNonNull(work));
    }
  }
}
