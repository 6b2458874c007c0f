package dev.visavis.gateway.relay;

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

/// Orders what others say to one socket in one call. A message that came directly may be faster
/// than the state of the call that explains it: it waits for that state. A candidate that is
/// repeated, since the last offer or answer between the two, is passed on once.
///
/// Pure, as [SendPath].
public final class ReceivePath {
  /// A message that waits for `version`, or for `untilMs`.
  private record Held(SignalingMessage message, int version, long untilMs) {}

  static final int MAX_HELD = 64;
  static final int MAX_CANDIDATES = 512;
  static final long HOLD_TIMEOUT_MS = 2_000;

  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final Set<IceCandidateMessage> candidates = new LinkedHashSet<>();
  private int version;

  /// What may be written now that this message is here, in order.
  ///
  /// @param notBeforeVersion of the call; 0: at once
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

  /// The socket has been written the call in this version.
  public List<SignalingMessage> callStateWritten(int newVersion, long nowMs) {
    version = Math.max(version, newVersion);
    return ready(nowMs);
  }

  /// What has waited for too long.
  public List<SignalingMessage> releaseExpired(long nowMs) {
    return ready(nowMs);
  }

  /// When to ask for what is [#releaseExpired]; empty if nothing waits.
  public OptionalLong nextExpiryMs() {
    return held.isEmpty() ? OptionalLong.empty() : OptionalLong.of(held.getFirst().untilMs());
  }

  /// All that waits, whatever it waits for.
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

  /// An offer or answer between the two opens a new round of candidates, whichever of them says it.
  ///
  /// @param peerUserId the other one; null: not known
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
