package dev.visavis.media.assignment;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/// The leases of all instances, and which rooms each has. All stages complete on the loop, and fail
/// while Redis is unavailable.
interface LeaseBoard {
  /// How long a lease lasts after its renewal.
  long LEASE_MS = 3_000;

  /// @param generation of the room
  /// @param incarnation of the process that has it
  record HeldRoom(int generation, String incarnation) {}

  /// Renews the lease of this instance.
  CompletionStage<Void> renew(Lease lease);

  /// Ends the lease of an instance that stops.
  CompletionStage<Void> end(String id);

  CompletionStage<Leases> read();

  /// Notes that the instance has the room, to be replaced if it dies.
  CompletionStage<Void> addRoom(String id, String callId, HeldRoom room);

  CompletionStage<Void> removeRoom(String id, String callId);

  /// The rooms of an instance, by call.
  CompletionStage<Map<String, HeldRoom>> roomsOf(String id);

  /// Forgets a dead instance without rooms.
  CompletionStage<Void> forget(String id);
}
