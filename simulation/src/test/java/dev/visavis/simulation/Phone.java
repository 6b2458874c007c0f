package dev.visavis.simulation;

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
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.InitiateCall;
import dev.visavis.proto.v1.MediaState;
import dev.visavis.proto.v1.Ringing;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.TransferCall;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A model client with a user who dials, answers, declines, talks and hangs up by chance.
final class Phone {
  /// A call asked for and not confirmed yet.
  private record Dialling(String key, Person callee, CallType type) {}

  private final World world;
  private final Device device;
  private final Map<String, Leg> legs = new LinkedHashMap<>();
  private final Map<String, Dialling> dialling = new LinkedHashMap<>();

  /// How many each call was told, whatever becomes of its leg.
  private final Map<String, Integer> candidates = new HashMap<>();

  Phone(World world, Device device) {
    this.world = world;
    this.device = device;
  }

  List<Leg> legs() {
    return List.copyOf(legs.values());
  }

  @Nullable Leg leg(String callId) {
    return legs.get(callId);
  }

  boolean isIdle() {
    return legs.isEmpty() && dialling.isEmpty();
  }

  // --- dialling

  void dial(Person callee) {
    dial(world.chance().id(), callee, world.chance().percent(50));
  }

  private void dial(String key, Person callee, boolean video) {
    CallType type = video ? CallType.CALL_TYPE_VIDEO : CallType.CALL_TYPE_AUDIO;
    dialling.put(key, new Dialling(key, callee, type));
    askFor(key);
    after(
        1_000,
        30_000,
        20,
        () -> {
          Leg leg = legs.get(callId(key));
          if (leg != null && leg.state == CallState.CALL_STATE_RINGING) {
            hangUp(leg);
          }
        });
  }

  private String callId(String key) {
    return CallId.derive(UUID.fromString(device.person().id()), key).toString();
  }

  /// Until it is confirmed, and now and then once more after that.
  private void askFor(String key) {
    Dialling asked = dialling.get(key);
    if (asked == null) {
      return;
    }
    if (world.isHealed()) {
      dialling.remove(key);
      return;
    }
    ask(asked);
    world.timeline().after(world.chance().between(2_500, 4_000), () -> askFor(key));
  }

  private void ask(Dialling asked) {
    if (world.isHealed()) {
      return;
    }
    device.say(
        SignalingMessage.newBuilder()
            .setIdempotencyKey(asked.key())
            .setRequestId(asked.key())
            .setInitiateCall(
                InitiateCall.newBuilder()
                    .setCalleeId(asked.callee().id())
                    .setCallType(asked.type())));
  }

  private void initiated(SignalingMessage message) {
    Dialling asked = dialling.remove(message.getIdempotencyKey());
    if (asked == null) {
      return;
    }
    if (live(message.getCallInitiated().getState())) {
      Leg leg = legs.computeIfAbsent(message.getCallId(), id -> new Leg(id, true));
      // Asked again, the call may have moved to another device meanwhile.
      leg.joined |= !message.getCallInitiated().getDuplicate();
      after(0, 3_000, 20, () -> sayCandidate(leg));
    } else {
      legs.remove(message.getCallId());
    }
    after(0, 5_000, 10, () -> ask(asked));
    Device other = world.chance().oneOf(device.person().devices());
    after(0, 5_000, 5, () -> other.phone().ask(asked));
  }

  // --- hearing

  void registered(List<Call> calls) {
    legs.keySet().retainAll(calls.stream().map(Call::getCallId).toList());
    for (Call call : calls) {
      Leg leg = legs.computeIfAbsent(call.getCallId(), id -> new Leg(id, false));
      leg.talking = false;
      state(leg, call);
    }
  }

  void hear(SignalingMessage message) {
    Leg leg = legs.get(message.getCallId());
    switch (message.getBodyCase()) {
      case CALL_INITIATED -> initiated(message);
      case RING -> ring(message);
      case CALL_STATE -> {
        Call call = message.getCallState();
        if (leg == null
            && live(call.getState())
            && call.getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED) {
          leg = new Leg(call.getCallId(), false);
          legs.put(leg.callId, leg);
        }
        if (leg != null && call.getVersion() >= leg.version) {
          state(leg, call);
        }
      }
      case CALL_ENDED -> ended(message.getCallId(), leg, message.getCallEnded());
      case CALL_ELSEWHERE -> {
        if (message.getCallElsewhere().getState() == CallState.CALL_STATE_ENDED) {
          if (leg == null || !leg.joined) {
            legs.remove(message.getCallId());
          }
        } else {
          String callId = message.getCallId();
          after(100, 4_000, 8, () -> fetch(callId));
        }
      }
      case ERROR -> refused(leg, message);
      default -> {}
    }
  }

  private void ring(SignalingMessage message) {
    Leg leg = legs.computeIfAbsent(message.getCallId(), id -> new Leg(id, false));
    leg.ringing = true;
    after(
        10,
        300,
        80,
        () -> say(leg, SignalingMessage.newBuilder().setRinging(Ringing.getDefaultInstance())));
    int answerWithin = world.chance().percent(30) ? 50 : 9_000;
    if (world.chance().percent(65)) {
      after(0, answerWithin, 100, () -> answer(leg));
    } else if (world.chance().percent(40)) {
      after(0, answerWithin, 100, () -> decline(leg));
    }
    // The tablet on which somebody swipes too late.
    after(0, 10_000, 15, () -> decline(leg));
  }

  private void state(Leg leg, Call call) {
    leg.version = call.getVersion();
    leg.state = call.getState();
    boolean wasJoined = leg.joined;
    leg.joined = call.getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED;
    if (call.getThisDevice() != DeviceRole.DEVICE_ROLE_RINGING) {
      leg.ringing = false;
    }
    if (!live(leg.state)) {
      legs.remove(leg.callId);
    } else if (leg.joined && leg.state == CallState.CALL_STATE_CONNECTED) {
      if (!leg.talking) {
        talk(leg);
      }
    } else if (wasJoined) {
      leg.talking = false;
    }
  }

  private void ended(String callId, @Nullable Leg leg, CallEnded ended) {
    legs.remove(callId);
    if (ended.getReason() == EndReason.END_REASON_GLARE && leg != null && leg.dialled) {
      String other = ended.getContinuesAs();
      answer(legs.computeIfAbsent(other, id -> new Leg(id, false)));
    }
  }

  private void refused(@Nullable Leg leg, SignalingMessage message) {
    if (leg != null && leg.answered && !leg.joined) {
      legs.remove(leg.callId);
    }
  }

  // --- in the call

  private void answer(Leg leg) {
    leg.answered = true;
    say(leg, SignalingMessage.newBuilder().setAnswerCall(AnswerCall.getDefaultInstance()));
    // Right behind its offer, before it knows whether it has won.
    after(0, 30, 30, () -> sayCandidate(leg));
    // Unconfirmed, it is said again.
    after(
        3_000,
        4_000,
        100,
        () -> {
          if (legs.get(leg.callId) == leg && !leg.joined && leg.answered) {
            answer(leg);
          }
        });
  }

  private void decline(Leg leg) {
    say(leg, SignalingMessage.newBuilder().setDeclineCall(DeclineCall.getDefaultInstance()));
  }

  private void hangUp(Leg leg) {
    say(leg, SignalingMessage.newBuilder().setEndCall(EndCall.getDefaultInstance()));
  }

  private void talk(Leg leg) {
    leg.talking = true;
    say(leg, media(true));
    int count = world.chance().between(0, 4);
    for (int i = 0; i < count; i++) {
      after(
          0,
          3_000,
          100,
          () -> {
            if (leg.joined) {
              sayCandidate(leg);
            }
          });
    }
    after(200, 25_000, 50, () -> hangUp(leg));
    List<Device> others = device.person().devices();
    after(500, 8_000, 10, () -> transfer(leg, world.chance().oneOf(others)));
  }

  private void sayCandidate(Leg leg) {
    if (legs.get(leg.callId) == leg && device.isRegistered()) {
      int number = candidates.merge(leg.callId, 1, Integer::sum);
      say(leg, candidate(device + "#" + number));
    }
  }

  /// The call in which this device talks to somebody.
  @Nullable String talksIn() {
    return legs.values().stream()
        .filter(leg -> leg.joined && leg.state == CallState.CALL_STATE_CONNECTED)
        .map(leg -> leg.callId)
        .findFirst()
        .orElse(null);
  }

  void sayCandidates(String callId, int count) {
    Leg leg = legs.get(callId);
    for (int i = 0; leg != null && i < count; i++) {
      sayCandidate(leg);
    }
  }

  private void transfer(Leg leg, Device to) {
    if (to != device) {
      say(
          leg,
          SignalingMessage.newBuilder()
              .setTransferCall(TransferCall.newBuilder().setToDeviceId(to.toString())));
    }
  }

  private void fetch(String callId) {
    Leg leg = legs.computeIfAbsent(callId, id -> new Leg(id, false));
    transferTo(leg, device);
    answer(leg);
  }

  private void transferTo(Leg leg, Device to) {
    say(
        leg,
        SignalingMessage.newBuilder()
            .setTransferCall(TransferCall.newBuilder().setToDeviceId(to.toString())));
  }

  private static SignalingMessage.Builder candidate(String text) {
    return SignalingMessage.newBuilder()
        .setIceCandidate(
            IceCandidateMessage.newBuilder()
                .setCandidate(IceCandidate.newBuilder().setCandidate(text)));
  }

  private static SignalingMessage.Builder media(boolean on) {
    return SignalingMessage.newBuilder()
        .setMediaState(MediaState.newBuilder().setAudio(on).setVideo(on));
  }

  /// Whoever is still in a call hangs up.
  void goToBed() {
    for (Leg leg : legs()) {
      if (leg.joined) {
        hangUp(leg);
      }
    }
  }

  /// What nobody in the call would do: the call is somebody else's.
  void meddle(String callId) {
    Leg strange = new Leg(callId, false);
    List<SignalingMessage.Builder> all =
        List.of(
            SignalingMessage.newBuilder().setEndCall(EndCall.getDefaultInstance()),
            SignalingMessage.newBuilder().setAnswerCall(AnswerCall.getDefaultInstance()),
            SignalingMessage.newBuilder().setDeclineCall(DeclineCall.getDefaultInstance()),
            media(true),
            candidate("strange"));
    say(strange, world.chance().oneOf(all));
  }

  private void say(Leg leg, SignalingMessage.Builder message) {
    device.say(message.setCallId(leg.callId));
  }

  private static boolean live(CallState state) {
    return state == CallState.CALL_STATE_RINGING || state == CallState.CALL_STATE_CONNECTED;
  }

  private void after(int least, int most, int percent, Runnable work) {
    if (world.chance().percent(percent)) {
      world.timeline().after(world.chance().between(least, most), Objects.requireNonNull(work));
    }
  }
}
