package dev.visavis.turn;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The response to a client.
///
/// @param urls of the TURN servers; if there are none, all fields except `ttl` are empty
/// @param username `<expiry, Unix seconds>:<userId>`
/// @param credential Base64 of the HMAC-SHA1 of `username`
/// @param ttl seconds until the expiry; fetch new credentials before a later ICE restart
/// @param iceServers the same data, ready for `new RTCPeerConnection({iceServers})`
record TurnCredentials(
    @Schema(examples = "[\"turn:turn.example:3478?transport=udp\"]") List<String> urls,
    @Schema(examples = "1764010000:f5585e5e-3a4b-4c56-9d4e-8f1b7f1f2a10") String username,
    @Schema(examples = "2tBvUHVh5d8Jm1CzUKk1zZ9rFZQ=") String credential,
    @Schema(examples = "3600") long ttl,
    List<IceServer> iceServers) {

  /// An `RTCIceServer`. STUN needs no credentials.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record IceServer(List<String> urls, @Nullable String username, @Nullable String credential) {}

  /// Omits the credential, which is a secret and must not be logged.
  @Override
  public String toString() {
    return "TurnCredentials[username=" + username + "]";
  }
}
