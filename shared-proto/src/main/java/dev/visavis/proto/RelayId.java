package dev.visavis.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/// Where the `id` of a relayed message comes from.
public final class RelayId {
  private RelayId() {}

  /// The id that a receiver sees of what was asked with this command: the same for one that comes
  /// twice and whichever way it takes, and it tells nothing about the sender's connection.
  public static String of(String commandId) {
    return UUID.nameUUIDFromBytes(commandId.getBytes(UTF_8)).toString();
  }
}
