package dev.visavis.call.domain;

import java.util.ArrayList;
import java.util.List;

/// What waits for a device that is away or has not joined yet, in order.
///
/// @param overflowed something had to be dropped, so the negotiation has to start anew
/// @param returned how many of the parcels, the first ones, have come back from a connection that
///     is over: they were sent before whatever was kept since
public record Kept(List<Message.Parcel> parcels, boolean overflowed, int returned) {
  public static final Kept NOTHING = new Kept(List.of(), false, 0);

  /// docs/protocol.md, "Limits"; limited in bytes too, so that a call fits a record of the log.
  static final int MAX_MESSAGES = 64;

  static final int MAX_BYTES = 256 * 1024;

  public Kept {
    parcels = List.copyOf(parcels);
  }

  /// A candidate that waits already takes no room a second time.
  Kept plus(Message.Parcel parcel) {
    return parcel instanceof Message.Relayed candidate && isRepeated(candidate)
        ? this
        : with(parcel, parcels.size(), returned);
  }

  private boolean isRepeated(Message.Relayed candidate) {
    if (!candidate.signal().kind().isCandidate()) {
      return false;
    }
    for (Message.Parcel each : parcels.reversed()) {
      if (each instanceof Message.Relayed earlier
          && earlier.fromUserId().equals(candidate.fromUserId())) {
        if (earlier.signal().equals(candidate.signal())) {
          return true;
        }
        if (earlier.signal().kind().opensRound()) {
          return false;
        }
      }
    }
    return false;
  }

  Kept plusReturned(Message.Parcel parcel) {
    return with(parcel, returned, returned + 1);
  }

  private Kept with(Message.Parcel parcel, int at, int nowReturned) {
    int bytes = parcel.size();
    for (Message.Parcel each : parcels) {
      if (each.id().equals(parcel.id())) {
        return this;
      }
      bytes += each.size();
    }
    if (parcels.size() >= MAX_MESSAGES || bytes > MAX_BYTES) {
      return new Kept(parcels, true, returned);
    }
    List<Message.Parcel> more = new ArrayList<>(parcels);
    more.add(at, parcel);
    return new Kept(more, overflowed, nowReturned);
  }

  boolean isEmpty() {
    return parcels.isEmpty();
  }
}
