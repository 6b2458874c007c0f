package dev.visavis.gateway.relay;

import dev.visavis.proto.v1.SignalingMessage;
import java.util.ArrayDeque;
import java.util.List;

/// What was written to one socket and may not have arrived: a later ping whose pong has come back
/// proves that everything before it has. Pure.
public final class UnackedMessages {
  /// As many as call-service keeps for a device that is away. The oldest of more cannot be given
  /// back any more: if the socket breaks before a pong proves it, it may be missing.
  static final int MAX = 64;

  private record Written(SignalingMessage message, long beforePing) {}

  private final ArrayDeque<Written> written = new ArrayDeque<>();
  private long pings;

  /// The ping that proves that the device knows that it may miss something; 0: nothing to prove.
  private long lossReportPing;

  /// The ping that proves that what was dropped from here has arrived; 0: nothing was.
  private long droppedPing;

  /// Whether it is of those that are waited for.
  public boolean wrote(SignalingMessage message) {
    if (reportsLoss(message)) {
      lossReportPing = pings + 1;
      return true;
    }
    if (!RelayMessages.isReliable(message)) {
      return false;
    }
    if (written.size() >= MAX) {
      droppedPing = written.removeFirst().beforePing();
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
    if (lossReportPing <= number) {
      lossReportPing = 0;
    }
    if (droppedPing <= number) {
      droppedPing = 0;
    }
  }

  public boolean isEmpty() {
    return written.isEmpty() && lossReportPing == 0;
  }

  /// The device may have missed messages without knowing it: it was told so and has not
  /// acknowledged that, or more was on its way than can be returned.
  public boolean lossReportUnacked() {
    return lossReportPing > 0 || droppedPing > 0;
  }

  private static boolean reportsLoss(SignalingMessage message) {
    return message.hasRegistered()
        && message.getRegistered().getCallsList().stream().anyMatch(call -> !call.getResumed());
  }

  /// Nobody needs any more of this call.
  public void forget(String callId) {
    written.removeIf(each -> each.message().getCallId().equals(callId));
  }

  /// What must be delivered elsewhere now that the socket is gone, in order.
  public List<SignalingMessage> takeAll() {
    List<SignalingMessage> all = written.stream().map(Written::message).toList();
    written.clear();
    return all;
  }
}
