package dev.visavis.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What can be set. Durations are ISO-8601 or like `15s`.
@ConfigMapping(prefix = "visavis.gateway")
public interface GatewayConfig {
  /// The partition of `visavis.gateway.inbox` that is this gateway's address: from 0, its own
  /// alone.
  @WithDefault("0")
  int inboxPartition();

  /// Where the keys that sign tokens are published.
  @WithDefault("${visavis.jwks-url}")
  URI jwksUrl();

  /// The `iss` that a token must have.
  @WithDefault("${visavis.issuer}")
  String issuer();

  /// The base address of account-service.
  @WithDefault("${visavis.account-url}")
  URI accountUrl();

  /// Origins from which a browser may connect, separated by commas; empty: the gateway's own.
  @WithDefault("${visavis.allowed-origins:}")
  Optional<String> allowedOrigins();

  /// How long a device that lost its socket may come back to its calls, as devices are told.
  @WithDefault("${visavis.resume-window:PT30S}")
  Duration resumeWindow();

  /// How long a socket may stay without `register` before it is closed.
  @WithName("register-within")
  @WithDefault("10s")
  Duration registerTimeout();

  /// How long presence-service may take to know a device before `register` is refused.
  @WithName("presence-within")
  @WithDefault("5s")
  Duration presenceTimeout();

  /// How long call-service may take to tell the calls of a device before `registered` goes without
  /// them; longer than another instance needs to take over.
  @WithName("calls-within")
  @WithDefault("8s")
  Duration callStateTimeout();

  /// The time between two pings; a socket that answers neither of two is closed.
  @WithDefault("15s")
  Duration heartbeat();

  /// How long a read of Redis may take before a call is refused.
  @WithDefault("800ms")
  Duration redisTimeout();

  /// How long account-service may take to tell of a user that Redis does not know.
  @WithDefault("1s")
  Duration accountTimeout();

  /// How long the log may take to accept a command before it is refused; the producer's delivery
  /// timeout.
  @WithDefault("1800ms")
  Duration commandTimeout();

  /// The most rings with which one user may ring another within a minute without an answer.
  @WithDefault("30")
  int ringsPerCallee();

  /// The most people whom one user may ring within a minute without an answer from them.
  @WithDefault("300")
  int ringsPerCaller();

  /// How long calls may wait for `call_initiated` before new ones are refused.
  @WithDefault("500ms")
  Duration callDelayLimit();

  /// The most commands that wait for the log at once, in all.
  @WithDefault("10000")
  int maxInFlight();

  /// The most commands of one socket that wait for the log at once.
  @WithDefault("400")
  int maxInFlightPerSocket();

  /// The most sockets of one user at this gateway; 20 devices, some of them on the way from one
  /// network to another.
  @WithDefault("50")
  int maxSocketsPerUser();

  /// The most of them that have not registered.
  @WithDefault("25")
  int maxUnregisteredPerUser();

  /// The most bytes that wait for a slow reader before its socket is closed.
  @WithDefault("1048576")
  int sendBufferBytes();

  /// The time over which sockets are asked to go elsewhere when the gateway stops.
  @WithName("drain-over")
  @WithDefault("2s")
  Duration drainPeriod();

  /// When the gateway closes the sockets that are left, counted from the start of the drain.
  @WithDefault("4s")
  Duration drainDeadline();

  default String gatewayId() {
    return "gateway-" + inboxPartition();
  }
}
