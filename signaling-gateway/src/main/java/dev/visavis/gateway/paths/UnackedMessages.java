package dev.visavis.gateway.paths;

import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.ArrayDeque;
import java.util.List;

/// The reliable messages that were written to one socket and are not acknowledged yet. The pong of
/// a later ping acknowledges everything written before that ping. Pure.
public final class UnackedMessages {
  /// As many as call-service's mailbox stores. If there are more, the oldest is dropped here: if
  /// the socket closes before that one is acknowledged, it may be lost.
  static final int MAX = 64;

  private record Written(SignalingMessage message, long beforePing) {}

  private final ArrayDeque<Written> written = new ArrayDeque<>();
  private long pings;

  /// The ping that acknowledges the report of message loss; 0 if no report is pending.
  private long lossReportPing;

  /// The ping that acknowledges the last dropped message; 0 if none is pending.
  private long droppedPing;

  /// A message was written to the socket. Returns whether it needs an acknowledgement.
  public boolean wrote(SignalingMessage message) {
    if (reportsLoss(message)) {
      lossReportPing = pings + 1;
      return true;
    }
    if (!MessageCatalogue.isReliable(message)) {
      return false;
    }
    if (written.size() >= MAX) {
      droppedPing = written.removeFirst().beforePing();
    }
    written.addLast(new Written(message, pings + 1));
    return true;
  }

  /// Returns the number of the ping that is sent now.
  public long ping() {
    return ++pings;
  }

  /// The pong of that ping has arrived.
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

  /// Whether the device may have missed messages without knowing it: it has not acknowledged
  /// `resumed: false`, or more messages were unacknowledged than can be returned.
  public boolean lossReportUnacked() {
    return lossReportPing > 0 || droppedPing > 0;
  }

  private static boolean reportsLoss(SignalingMessage message) {
    return message.hasRegistered()
        && message.getRegistered().getCallsList().stream().anyMatch(call -> !call.getResumed());
  }

  /// The call has ended: its messages are no longer needed.
  public void forget(String callId) {
    written.removeIf(each -> each.message().getCallId().equals(callId));
  }

  /// Removes all messages, in order, because the socket has closed.
  public List<SignalingMessage> takeAll() {
    List<SignalingMessage> all = written.stream().map(Written::message).toList();
    written.clear();
    return all;
  }
}
