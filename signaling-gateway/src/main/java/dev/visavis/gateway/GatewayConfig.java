package dev.visavis.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The settings of this service. Durations are in ISO-8601 or in the short form `15s`.
@ConfigMapping(prefix = "visavis.gateway")
public interface GatewayConfig {
  /// The partition of `visavis.gateway.inbox` that is this gateway's address, from 0. No other
  /// gateway may have the same.
  @WithDefault("0")
  int inboxPartition();

  /// The URL of the JWK set with the public keys of the token issuer.
  @WithDefault("${visavis.jwks-url}")
  URI jwksUrl();

  /// The `iss` that a token must have.
  @WithDefault("${visavis.issuer}")
  String issuer();

  /// The base address of account-service.
  @WithDefault("${visavis.account-url}")
  URI accountUrl();

  /// Origins from which a browser may connect, separated by commas; if empty, only the gateway's
  /// own origin.
  @WithDefault("${visavis.allowed-origins:}")
  Optional<String> allowedOrigins();

  /// How long a device that lost its socket may return to its calls. `registered` tells it this
  /// time; call-service enforces it.
  @WithDefault("${visavis.resume-window:PT30S}")
  Duration resumeWindow();

  /// How long a socket may stay without `register` before it is closed.
  @WithName("register-within")
  @WithDefault("10s")
  Duration registerTimeout();

  /// How long presence-service may take to confirm a device before `register` is refused.
  @WithName("presence-within")
  @WithDefault("5s")
  Duration presenceTimeout();

  /// How long call-service may take to send the calls of a device before `registered` is sent
  /// without them. It is longer than a failover to another instance of call-service takes.
  @WithName("calls-within")
  @WithDefault("8s")
  Duration callStateTimeout();

  /// The time between two pings. A socket that leaves two pings unanswered is closed.
  @WithDefault("15s")
  Duration heartbeat();

  /// How long a read of Redis may take before a call is refused.
  @WithDefault("800ms")
  Duration redisTimeout();

  /// How long account-service may take to look up a user who is not in Redis.
  @WithDefault("1s")
  Duration accountTimeout();

  /// How long Kafka may take to accept a command before the client gets `UNAVAILABLE`; the
  /// producer's delivery timeout.
  @WithDefault("1800ms")
  Duration commandTimeout();

  /// How often one user may ring another within a minute without an answer.
  @WithDefault("30")
  int ringsPerCallee();

  /// How many users one user may ring within a minute without an answer from them.
  @WithDefault("300")
  int ringsPerCaller();

  /// How long calls may wait for `call_initiated` before new calls are refused.
  @WithDefault("500ms")
  Duration callDelayLimit();

  /// The maximum number of commands in flight to Kafka, over all sockets.
  @WithDefault("10000")
  int maxInFlight();

  /// The maximum number of commands in flight to Kafka for one socket.
  @WithDefault("400")
  int maxInFlightPerSocket();

  /// The maximum number of sockets of one user at this gateway: enough for 20 devices, some of
  /// which have two sockets for a while because they change networks.
  @WithDefault("50")
  int maxSocketsPerUser();

  /// The maximum number of a user's sockets that have not registered.
  @WithDefault("25")
  int maxUnregisteredPerUser();

  /// How many unsent bytes a socket may have before it is closed because its client reads too
  /// slowly.
  @WithDefault("1048576")
  int sendBufferBytes();

  /// The time over which the `reconnect` messages are spread when the gateway shuts down.
  @WithName("drain-over")
  @WithDefault("2s")
  Duration drainPeriod();

  /// The time from the start of the drain until the gateway closes the remaining sockets.
  @WithDefault("4s")
  Duration drainDeadline();

  default String gatewayId() {
    return "gateway-" + inboxPartition();
  }
}
