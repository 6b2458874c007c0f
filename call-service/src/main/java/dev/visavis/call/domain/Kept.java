package dev.visavis.call.domain;

import java.util.ArrayList;
import java.util.List;

/// What waits for a device that is away or has not joined yet, in order.
///
/// @param overflowed something had to be dropped, so the negotiation has to start anew
public record Kept(List<Message.Parcel> parcels, boolean overflowed) {
  public static final Kept NOTHING = new Kept(List.of(), false);

  /// As the contract says; in bytes, so that a call fits a record of the log.
  static final int MOST_PARCELS = 64;

  static final int MOST_BYTES = 256 * 1024;

  public Kept {
    parcels = List.copyOf(parcels);
  }

  Kept plus(Message.Parcel parcel) {
    int bytes = parcel.size();
    for (Message.Parcel each : parcels) {
      bytes += each.size();
    }
    if (parcels.size() >= MOST_PARCELS || bytes > MOST_BYTES) {
      return new Kept(parcels, true);
    }
    List<Message.Parcel> more = new ArrayList<>(parcels);
    more.add(parcel);
    return new Kept(more, overflowed);
  }

  boolean isEmpty() {
    return parcels.isEmpty();
  }
}
