package dev.visavis.gateway.inbox;

import java.util.Arrays;

/// A set of digests of 128 bits that takes up to a given number of them, and makes no object for
/// one. Places are probed one after the other; at least half of them stay free.
final class DigestSet {
  /// Two values a place; both 0: free. (A digest that is all 0 would count as new each time.)
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

  /// False if it was there.
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

  /// Where it is, or where it belongs.
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
