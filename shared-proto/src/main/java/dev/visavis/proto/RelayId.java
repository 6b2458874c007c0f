package dev.visavis.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/// Derives the `id` of a relayed message.
public final class RelayId {
  private RelayId() {}

  /// The id of a relayed message, from the id of its command. It is the same for a repeated command
  /// and on every path, and does not reveal the sender's connection.
  public static String of(String commandId) {
    return UUID.nameUUIDFromBytes(commandId.getBytes(UTF_8)).toString();
  }
}
