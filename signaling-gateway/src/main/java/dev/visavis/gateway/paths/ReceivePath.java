package dev.visavis.gateway.paths;

import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Orders the messages of other devices to one socket in one call. A message on the direct path may
/// arrive before the call state that its sender knew; it is held until that state has been written.
/// A candidate that is repeated within one negotiation round is delivered once.
///
/// Pure, like [SendPath].
public final class ReceivePath {
  /// A message that waits until the call has `version`, but not longer than until `untilMs`.
  private record Held(SignalingMessage message, int version, long untilMs) {}

  static final int MAX_HELD = 64;
  static final int MAX_CANDIDATES = 512;
  static final long HOLD_TIMEOUT_MS = 2_000;

  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final Set<IceCandidateMessage> candidates = new LinkedHashSet<>();
  private int version;

  /// Receives a message. Returns the messages that may be written now, in order.
  ///
  /// @param notBeforeVersion the version of the call that its sender knew; 0 if the message need
  ///     not wait
  public List<SignalingMessage> received(
      SignalingMessage message, int notBeforeVersion, long nowMs) {
    if (isRepeated(message)) {
      return List.of();
    }
    if (held.isEmpty() && notBeforeVersion <= version) {
      return List.of(message);
    }
    held.add(new Held(message, notBeforeVersion, nowMs + HOLD_TIMEOUT_MS));
    return ready(held.size() > MAX_HELD ? Long.MAX_VALUE : nowMs);
  }

  /// This version of the call has been written to the socket. Returns the messages that may be
  /// written now.
  public List<SignalingMessage> callStateWritten(int newVersion, long nowMs) {
    version = Math.max(version, newVersion);
    return ready(nowMs);
  }

  /// Returns the messages that have been held for too long.
  public List<SignalingMessage> releaseExpired(long nowMs) {
    return ready(nowMs);
  }

  /// When to call [#releaseExpired]; empty if nothing is held.
  public OptionalLong nextExpiryMs() {
    return held.isEmpty() ? OptionalLong.empty() : OptionalLong.of(held.getFirst().untilMs());
  }

  /// Returns all held messages.
  public List<SignalingMessage> releaseAll() {
    return ready(Long.MAX_VALUE);
  }

  private List<SignalingMessage> ready(long nowMs) {
    List<SignalingMessage> ready = new ArrayList<>();
    while (!held.isEmpty()
        && (held.getFirst().version() <= version || held.getFirst().untilMs() <= nowMs)) {
      ready.add(held.removeFirst().message());
    }
    return ready;
  }

  /// An offer or answer of either side starts a new negotiation round.
  ///
  /// @param peerUserId the other side's user; null if not known
  public void startNegotiationRound(@Nullable String peerUserId) {
    candidates.removeIf(candidate -> peerUserId == null || candidate.getFrom().equals(peerUserId));
  }

  private boolean isRepeated(SignalingMessage message) {
    switch (message.getBodyCase()) {
      case OFFER, ANSWER -> startNegotiationRound(RelayAddress.from(message));
      case CALL_ANSWERED -> startNegotiationRound(message.getCallAnswered().getBy().getUserId());
      case PARTICIPANT_MOVED -> startNegotiationRound(message.getParticipantMoved().getUserId());
      case ICE_CANDIDATE -> {
        if (!candidates.add(message.getIceCandidate())) {
          return true;
        }
        if (candidates.size() > MAX_CANDIDATES) {
          candidates.remove(candidates.iterator().next());
        }
      }
      default -> {}
    }
    return false;
  }
}
