package dev.visavis.gateway.relay;

import dev.visavis.proto.v1.SignalingMessage;
import java.util.ArrayDeque;
import java.util.List;

/// What was written to one socket and may not have arrived: a later ping whose pong has come back
/// proves that everything before it has. Pure.
public final class Unconfirmed {
  /// As many as call-service keeps for a device that is away; of more, the oldest is taken to have
  /// arrived.
  static final int MAX = 64;

  private record Written(SignalingMessage message, long beforePing) {}

  private final ArrayDeque<Written> written = new ArrayDeque<>();
  private long pings;

  /// The ping that proves that the device knows that it may miss something; 0: nothing to prove.
  private long lossToldBefore;

  /// Whether it is of those that are waited for.
  public boolean wrote(SignalingMessage message) {
    if (tellsOfLoss(message)) {
      lossToldBefore = pings + 1;
      return true;
    }
    if (!Relayed.isParcel(message)) {
      return false;
    }
    if (written.size() >= MAX) {
      written.removeFirst();
    }
    written.addLast(new Written(message, pings + 1));
    return true;
  }

  /// The number of a ping that is sent now.
  public long ping() {
    return ++pings;
  }

  /// The pong of that ping has come back.
  public void pong(long number) {
    while (!written.isEmpty() && written.getFirst().beforePing() <= number) {
      written.removeFirst();
    }
    if (lossToldBefore <= number) {
      lossToldBefore = 0;
    }
  }

  public boolean isEmpty() {
    return written.isEmpty() && lossToldBefore == 0;
  }

  /// The device was told that it may miss something, and may not have heard that.
  public boolean lossMayBeUnknown() {
    return lossToldBefore > 0;
  }

  private static boolean tellsOfLoss(SignalingMessage message) {
    return message.hasRegistered()
        && message.getRegistered().getCallsList().stream().anyMatch(call -> !call.getResumed());
  }

  /// Nobody needs any more of this call.
  public void forget(String callId) {
    written.removeIf(each -> each.message().getCallId().equals(callId));
  }

  /// What must be delivered elsewhere now that the socket is gone, in order.
  public List<SignalingMessage> take() {
    List<SignalingMessage> all = written.stream().map(Written::message).toList();
    written.clear();
    return all;
  }
}
