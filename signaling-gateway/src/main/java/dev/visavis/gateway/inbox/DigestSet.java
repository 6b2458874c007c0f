package dev.visavis.gateway.inbox;

import java.util.Arrays;

/// A set of 128-bit digests with a fixed capacity that allocates nothing after its creation. It is
/// a hash table with linear probing; at least half of its places stay free.
final class DigestSet {
  /// Two values for each place; both are 0 if it is free. (A digest of zeros would count as new
  /// each time.)
  private final long[] places;

  private final int mask;
  private int size;

  DigestSet(int most) {
    int count = Integer.highestOneBit(most) << 2;
    this.places = new long[2 * count];
    this.mask = count - 1;
  }

  int size() {
    return size;
  }

  boolean contains(long high, long low) {
    return !isFree(placeOf(high, low));
  }

  /// Adds a digest; returns false if the set has it already.
  boolean add(long high, long low) {
    int place = placeOf(high, low);
    if (!isFree(place)) {
      return false;
    }
    places[2 * place] = high;
    places[2 * place + 1] = low;
    size++;
    return true;
  }

  void clear() {
    Arrays.fill(places, 0);
    size = 0;
  }

  /// The place of the digest, or the free place where it belongs.
  private int placeOf(long high, long low) {
    int place = (int) high & mask;
    while (!isFree(place) && !(places[2 * place] == high && places[2 * place + 1] == low)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private boolean isFree(int place) {
    return places[2 * place] == 0 && places[2 * place + 1] == 0;
  }
}
