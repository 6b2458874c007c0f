package dev.visavis.call.domain.state;

import java.util.ArrayList;
import java.util.List;

/// Reliable messages, in order, for a device that cannot be reached or has not joined yet.
///
/// @param overflowed a message was dropped, so the negotiation has to be restarted
/// @param returned how many of the messages, the first ones, have come back from a closed
///     connection: they were sent before all messages stored since
public record Mailbox(List<Message.Reliable> messages, boolean overflowed, int returned) {
  public static final Mailbox EMPTY = new Mailbox(List.of(), false, 0);

  /// docs/protocol.md, "Limits"; limited in bytes too, so that a call fits a record of the log.
  public static final int MAX_MESSAGES = 64;

  public static final int MAX_BYTES = 256 * 1024;

  /// Bounds all mailboxes of a call together, because one record holds them all.
  public static final int MAX_BYTES_IN_CALL = 4 * 1024 * 1024;

  public Mailbox {
    messages = List.copyOf(messages);
  }

  /// A candidate that is stored already is not stored again.
  ///
  /// @param room bytes that the mailboxes of the call may still store
  public Mailbox plus(Message.Reliable message, int room) {
    return message instanceof Message.Relayed candidate && isRepeated(candidate)
        ? this
        : with(message, room, messages.size(), returned);
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

  Mailbox plusReturned(Message.Reliable message, int room) {
    return with(message, room, returned, returned + 1);
  }

  /// Bytes.
  int size() {
    int bytes = 0;
    for (Message.Reliable each : messages) {
      bytes += each.size();
    }
    return bytes;
  }

  private Mailbox with(Message.Reliable message, int room, int at, int nowReturned) {
    for (Message.Reliable each : messages) {
      if (each.id().equals(message.id())) {
        return this;
      }
    }
    int most = Math.min(room, MAX_BYTES - size());
    if (messages.size() >= MAX_MESSAGES || message.size() > most) {
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
