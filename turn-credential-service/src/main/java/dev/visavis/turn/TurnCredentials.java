package dev.visavis.turn;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a client gets.
///
/// @param urls the relays; empty where none is there, and so are all but `ttl` then
/// @param username `<expiry, Unix seconds>:<userId>`
/// @param credential Base64 of the HMAC-SHA1 of `username`
/// @param ttl seconds until the expiry; renew before an ICE restart that comes later
/// @param iceServers the same once more, ready for `new RTCPeerConnection({iceServers})`
record TurnCredentials(
    @Schema(examples = "[\"turn:turn.example:3478?transport=udp\"]") List<String> urls,
    @Schema(examples = "1764010000:f5585e5e-3a4b-4c56-9d4e-8f1b7f1f2a10") String username,
    @Schema(examples = "2tBvUHVh5d8Jm1CzUKk1zZ9rFZQ=") String credential,
    @Schema(examples = "3600") long ttl,
    List<IceServer> iceServers) {

  /// `RTCIceServer`. STUN needs no credentials.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record IceServer(List<String> urls, @Nullable String username, @Nullable String credential) {}

  /// A credential is a secret: it must not get into a log by way of a record's own `toString`.
  @Override
  public String toString() {
    return "TurnCredentials[username=" + username + "]";
  }
}
