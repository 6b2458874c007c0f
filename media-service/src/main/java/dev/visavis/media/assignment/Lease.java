package dev.visavis.media.assignment;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// The description of an instance, kept in Redis while it lives.
///
/// @param id of the instance; survives a restart
/// @param incarnation of its process
/// @param partition its inbox
/// @param servers how many of its media servers are up; without any it takes no calls
/// @param rooms how many rooms it has
record Lease(String id, String incarnation, int partition, int servers, int rooms) {

  String toJson() {
    return new JsonObject()
        .put("id", id)
        .put("incarnation", incarnation)
        .put("partition", partition)
        .put("servers", servers)
        .put("rooms", rooms)
        .encode();
  }

  /// Empty if it is of another version and cannot be read.
  static Optional<Lease> parse(String json) {
    try {
      JsonObject lease = new JsonObject(json);
      return Optional.of(
          new Lease(
              lease.getString("id", ""),
              lease.getString("incarnation", ""),
              lease.getInteger("partition", -1),
              lease.getInteger("servers", 0),
              lease.getInteger("rooms", 0)));
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }
}
