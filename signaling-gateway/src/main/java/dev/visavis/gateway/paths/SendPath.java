package dev.visavis.gateway.paths;

import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Participant;
import dev.visavis.proto.v1.ParticipantState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Chooses the path of the signals that one socket sends in one call: the direct path when the
/// receiver's route is known, otherwise the log path. No message overtakes an earlier one from this
/// socket to the same user.
///
/// The SFU is reached directly while the call has a room, and each message names its room, so its
/// path never changes within a room and needs no barriers.
///
/// Pure: the caller passes the time, in milliseconds of any clock that does not go back, and
/// executes each [SendAction] in order.
public final class SendPath {
  /// The most messages to hold for each receiver; as many as call-service's mailbox stores.
  static final int MAX_HELD = 64;

  /// How long messages wait for the outcome of an answer, or for a barrier.
  static final long HOLD_TIMEOUT_MS = 2_000;

  private final String userId;
  private final Supplier<String> barrierIds;
  private final Map<String, PathState> paths = new HashMap<>();
  private final Map<String, DeviceRoute> routes = new HashMap<>();
  private final List<RelayRequest> heldForJoin = new ArrayList<>();
  private @Nullable Call call;
  private long joiningUntilMs = Long.MIN_VALUE;

  /// The users to whom a barrier did not pass in time. Messages to them take the log path until the
  /// next call state.
  private final Set<String> barrierTimedOut = new HashSet<>();

  /// Whether messages to receivers without a path here may be on the log path: one was sent before
  /// its receiver was known, or in an earlier part of this device in the call.
  private boolean mayBeOnLogPath;

  /// @param userId the user of the socket
  /// @param barrierIds generates a new id for each barrier
  /// @param wasInBefore this socket has sent in the call before, and left it
  public SendPath(String userId, Supplier<String> barrierIds, boolean wasInBefore) {
    this.userId = userId;
    this.barrierIds = barrierIds;
    this.mayBeOnLogPath = wasInBefore;
  }

  /// The device has asked to join the call. Its next messages wait for the reply, which contains
  /// the routes.
  public void joinRequested(long nowMs) {
    if (!isJoined()) {
      joiningUntilMs = nowMs + HOLD_TIMEOUT_MS;
    }
  }

  /// The device gets a `call_state`.
  ///
  /// @param peers the routes of the other participants who can be reached, and of the SFU
  public List<SendAction> callStateReceived(Call state, List<DeviceRoute> peers, long nowMs) {
    if (call != null && state.getVersion() < call.getVersion()) {
      return List.of();
    }
    call = state;
    barrierTimedOut.clear();
    routes.clear();
    peers.forEach(route -> routes.put(route.getUserId(), route));
    return isJoined() ? joinSettled(nowMs) : List.of();
  }

  /// The request to join has been refused, or the call has ended: no reply will follow.
  public List<SendAction> joinSettled(long nowMs) {
    joiningUntilMs = Long.MIN_VALUE;
    List<RelayRequest> waiting = List.copyOf(heldForJoin);
    heldForJoin.clear();
    List<SendAction> actions = new ArrayList<>();
    waiting.forEach(request -> send(request, nowMs, actions));
    return actions;
  }

  public List<SendAction> send(RelayRequest request, long nowMs) {
    List<SendAction> actions = new ArrayList<>();
    if (joiningUntilMs > nowMs) {
      hold(heldForJoin, request, actions);
    } else {
      send(request, nowMs, actions);
    }
    return actions;
  }

  /// The barrier has passed.
  ///
  /// @param at the connection that received it; empty if not known
  public List<SendAction> barrierPassed(String barrierId, String at, long nowMs) {
    List<SendAction> actions = new ArrayList<>();
    for (Map.Entry<String, PathState> each : paths.entrySet()) {
      if (each.getValue() instanceof PathState.Switching path
          && path.barrierId().equals(barrierId)) {
        if (isElsewhere(at, routes.get(each.getKey()))) {
          each.setValue(PathState.VIA_LOG_PENDING);
          path.held().forEach(request -> actions.add(new SendAction.SendViaLog(request)));
        } else {
          each.setValue(PathState.VIA_LOG_IDLE);
          path.held().forEach(request -> send(each.getKey(), request, nowMs, actions));
        }
        return actions;
      }
    }
    return actions;
  }

  /// The barrier was received on another connection than the one known here, so earlier messages
  /// may still be on their way to the latter.
  private static boolean isElsewhere(String at, @Nullable DeviceRoute known) {
    return known != null && !at.isEmpty() && !at.equals(known.getConnectionId());
  }

  /// Messages that were held for too long go through the log.
  public List<SendAction> releaseExpired(long nowMs) {
    List<SendAction> actions = new ArrayList<>();
    if (!heldForJoin.isEmpty() && joiningUntilMs <= nowMs) {
      actions.addAll(joinSettled(nowMs));
    }
    for (Map.Entry<String, PathState> each : paths.entrySet()) {
      if (each.getValue() instanceof PathState.Switching path && path.untilMs() <= nowMs) {
        barrierTimedOut.add(each.getKey());
        each.setValue(PathState.VIA_LOG_PENDING);
        path.held().forEach(request -> actions.add(new SendAction.SendViaLog(request)));
      }
    }
    return actions;
  }

  /// When to call [#releaseExpired]; empty if nothing is held.
  public OptionalLong nextExpiryMs() {
    long due = heldForJoin.isEmpty() ? Long.MAX_VALUE : joiningUntilMs;
    for (PathState each : paths.values()) {
      if (each instanceof PathState.Switching path) {
        due = Math.min(due, path.untilMs());
      }
    }
    return due == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(due);
  }

  private void send(RelayRequest request, long nowMs, List<SendAction> actions) {
    String to = receiver(request);
    if (to == null) {
      mayBeOnLogPath = true;
      actions.add(new SendAction.SendViaLog(request)); // call-service replies with the error
    } else if (to.equals(RelayAddress.SFU)) {
      actions.add(toSfu(request));
    } else {
      send(to, request, nowMs, actions);
    }
  }

  /// Without a room of this generation, call-service replies with the error.
  private SendAction toSfu(RelayRequest request) {
    DeviceRoute route = routes.get(RelayAddress.SFU);
    Integer generation = RelayAddress.generation(request.message());
    return call != null
            && route != null
            && (generation == null || generation == call.getRoom().getGeneration())
        ? new SendAction.SendDirect(route, request, call.getVersion())
        : new SendAction.SendViaLog(request);
  }

  private void send(String to, RelayRequest request, long nowMs, List<SendAction> actions) {
    DeviceRoute route = routes.get(to);
    switch (paths.getOrDefault(
        to, mayBeOnLogPath ? PathState.VIA_LOG_PENDING : PathState.VIA_LOG_IDLE)) {
      case PathState.Direct(DeviceRoute now) when now.equals(route) ->
          sendDirect(to, now, request, actions);
      case PathState.Direct(DeviceRoute now) when mayHaveMessagesInFlight(now, route, to) ->
          switchPath(to, now, request, nowMs, actions);
      case PathState.Direct(DeviceRoute _) when route != null ->
          sendDirect(to, route, request, actions);
      case PathState.Direct _ -> sendViaLog(to, request, actions);
      case PathState.ViaLog _ when route == null || barrierTimedOut.contains(to) ->
          sendViaLog(to, request, actions);
      case PathState.ViaLog(boolean used) when used ->
          switchPath(to, null, request, nowMs, actions);
      case PathState.ViaLog _ -> sendDirect(to, route, request, actions);
      case PathState.Switching path -> hold(path.held(), request, actions);
    }
  }

  /// Whether earlier messages may still be in flight: the receiver's device is offline or has a new
  /// connection. After a hand-off, the user's new device starts its own negotiation and needs none
  /// of the old messages.
  private boolean mayHaveMessagesInFlight(
      DeviceRoute then, @Nullable DeviceRoute now, String user) {
    return now == null ? isIn(user) : now.getDeviceId().equals(then.getDeviceId());
  }

  private void sendDirect(
      String to, DeviceRoute route, RelayRequest request, List<SendAction> actions) {
    paths.put(to, new PathState.Direct(route));
    actions.add(new SendAction.SendDirect(route, request, call == null ? 0 : call.getVersion()));
  }

  private void sendViaLog(String to, RelayRequest request, List<SendAction> actions) {
    paths.put(to, PathState.VIA_LOG_PENDING);
    actions.add(new SendAction.SendViaLog(request));
  }

  private void switchPath(
      String to,
      @Nullable DeviceRoute along,
      RelayRequest request,
      long nowMs,
      List<SendAction> actions) {
    String barrierId = barrierIds.get();
    List<RelayRequest> held = new ArrayList<>(List.of(request));
    paths.put(to, new PathState.Switching(barrierId, nowMs + HOLD_TIMEOUT_MS, held));
    actions.add(new SendAction.SendBarrier(barrierId, to, along));
  }

  private static void hold(
      List<RelayRequest> held, RelayRequest request, List<SendAction> actions) {
    if (held.size() < MAX_HELD) {
      held.add(request);
    } else {
      actions.add(new SendAction.RejectMessage(request));
    }
  }

  /// The id of the receiving user, or `sfu`; null if not known.
  public @Nullable String receiver(RelayRequest request) {
    String named = RelayAddress.to(request.message());
    if (named != null || call == null || call.getKind() != CallKind.CALL_KIND_DIRECT) {
      return named;
    }
    return call.getParticipantsList().stream()
        .map(Participant::getUserId)
        .filter(id -> !id.equals(userId))
        .findFirst()
        .orElse(null);
  }

  public boolean isJoined() {
    return call != null && call.getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED;
  }

  private boolean isIn(String user) {
    return call != null
        && call.getParticipantsList().stream()
            .filter(participant -> participant.getUserId().equals(user))
            .map(Participant::getState)
            .anyMatch(
                state ->
                    state == ParticipantState.PARTICIPANT_STATE_JOINED
                        || state == ParticipantState.PARTICIPANT_STATE_RECONNECTING);
  }
}
