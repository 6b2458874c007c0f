package dev.visavis.call.domain.state;

import java.util.ArrayList;
import java.util.List;

/// Reliable messages, in order, for a device that cannot be reached or has not joined yet.
///
/// @param overflowed a message was dropped, so the negotiation has to be restarted
/// @param returned how many of the messages, the first ones, have come back from a connection that
///     is over: they were sent before whatever was stored since
public record Mailbox(List<Message.Reliable> messages, boolean overflowed, int returned) {
  public static final Mailbox EMPTY = new Mailbox(List.of(), false, 0);

  /// docs/protocol.md, "Limits"; limited in bytes too, so that a call fits a record of the log.
  public static final int MAX_MESSAGES = 64;

  public static final int MAX_BYTES = 256 * 1024;

  public Mailbox {
    messages = List.copyOf(messages);
  }

  /// A candidate that is stored already is not stored again.
  public Mailbox plus(Message.Reliable message) {
    return message instanceof Message.Relayed candidate && isRepeated(candidate)
        ? this
        : with(message, messages.size(), returned);
  }

  private boolean isRepeated(Message.Relayed candidate) {
    if (!candidate.signal().kind().isCandidate()) {
      return false;
    }
    for (Message.Reliable each : messages.reversed()) {
      if (each instanceof Message.Relayed earlier
          && earlier.fromUserId().equals(candidate.fromUserId())) {
        if (earlier.signal().equals(candidate.signal())) {
          return true;
        }
        if (earlier.signal().kind().startsNegotiationRound()) {
          return false;
        }
      }
    }
    return false;
  }

  Mailbox plusReturned(Message.Reliable message) {
    return with(message, returned, returned + 1);
  }

  private Mailbox with(Message.Reliable message, int at, int nowReturned) {
    int bytes = message.size();
    for (Message.Reliable each : messages) {
      if (each.id().equals(message.id())) {
        return this;
      }
      bytes += each.size();
    }
    if (messages.size() >= MAX_MESSAGES || bytes > MAX_BYTES) {
      return new Mailbox(messages, true, returned);
    }
    List<Message.Reliable> more = new ArrayList<>(messages);
    more.add(at, message);
    return new Mailbox(more, overflowed, nowReturned);
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }
}
