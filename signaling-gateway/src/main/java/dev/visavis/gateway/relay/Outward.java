package dev.visavis.gateway.relay;

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

/// Chooses the way of what one socket says in one call: directly once it is known where the
/// receiver is, else through the log, and never so that a message overtakes an earlier one of this
/// socket to the same user.
///
/// Pure: the caller brings the time, in milliseconds of any clock that does not go back, and takes
/// each [Step] in order.
public final class Outward {
  /// For each receiver; as many as call-service keeps for a device that is away.
  static final int MAX_HELD = 64;

  /// How long messages wait for the outcome of an answer, or for a barrier.
  static final long HOLD_TIMEOUT_MS = 2_000;

  private final String userId;
  private final Supplier<String> barrierIds;
  private final Map<String, Path> paths = new HashMap<>();
  private final Map<String, DeviceRoute> routes = new HashMap<>();
  private final List<Outgoing> early = new ArrayList<>();
  private @Nullable Call call;
  private long joiningUntilMs = Long.MIN_VALUE;

  /// Users to whom a barrier did not come through: the log it is, until there is news.
  private final Set<String> stuck = new HashSet<>();

  /// Something went through the log before it was known for whom it was.
  private boolean unnamedInLog;

  /// @param userId of the device behind the socket
  public Outward(String userId, Supplier<String> barrierIds) {
    this.userId = userId;
    this.barrierIds = barrierIds;
  }

  /// This device has asked to be in the call: what it says next waits for the answer, which brings
  /// the routes.
  public void joining(long nowMs) {
    if (!isJoined()) {
      joiningUntilMs = nowMs + HOLD_TIMEOUT_MS;
    }
  }

  /// The call as call-service tells it to this device.
  ///
  /// @param peers where the others are who are in and reachable
  public List<Step> told(Call state, List<DeviceRoute> peers, long nowMs) {
    if (call != null && state.getVersion() < call.getVersion()) {
      return List.of();
    }
    call = state;
    stuck.clear();
    routes.clear();
    peers.forEach(route -> routes.put(route.getUserId(), route));
    return isJoined() ? answered(nowMs) : List.of();
  }

  /// Nothing more is to be expected of what this device has asked: it was refused, or is over.
  public List<Step> answered(long nowMs) {
    joiningUntilMs = Long.MIN_VALUE;
    List<Outgoing> waiting = List.copyOf(early);
    early.clear();
    List<Step> steps = new ArrayList<>();
    waiting.forEach(what -> send(what, nowMs, steps));
    return steps;
  }

  public List<Step> send(Outgoing what, long nowMs) {
    List<Step> steps = new ArrayList<>();
    if (joiningUntilMs > nowMs) {
      hold(early, what, steps);
    } else {
      send(what, nowMs, steps);
    }
    return steps;
  }

  /// The barrier has come through.
  ///
  /// @param at the connection to which it came; empty: not known
  public List<Step> opened(String barrierId, String at, long nowMs) {
    List<Step> steps = new ArrayList<>();
    for (Map.Entry<String, Path> each : paths.entrySet()) {
      if (each.getValue() instanceof Path.Switching path && path.barrierId().equals(barrierId)) {
        if (isElsewhere(at, routes.get(each.getKey()))) {
          each.setValue(Path.USED);
          path.held().forEach(what -> steps.add(new Step.ThroughLog(what)));
        } else {
          each.setValue(Path.UNUSED);
          path.held().forEach(what -> send(each.getKey(), what, nowMs, steps));
        }
        return steps;
      }
    }
    return steps;
  }

  /// The receiver's call has moved, and only one of the barrier and this device knows of it: what
  /// was said before the barrier may still be on its way to the connection that is known here.
  private static boolean isElsewhere(String at, @Nullable DeviceRoute known) {
    return known != null && !at.isEmpty() && !at.equals(known.getConnectionId());
  }

  /// What has waited for too long goes through the log.
  public List<Step> overdue(long nowMs) {
    List<Step> steps = new ArrayList<>();
    if (!early.isEmpty() && joiningUntilMs <= nowMs) {
      steps.addAll(answered(nowMs));
    }
    for (Map.Entry<String, Path> each : paths.entrySet()) {
      if (each.getValue() instanceof Path.Switching path && path.untilMs() <= nowMs) {
        stuck.add(each.getKey());
        each.setValue(Path.USED);
        path.held().forEach(what -> steps.add(new Step.ThroughLog(what)));
      }
    }
    return steps;
  }

  /// When to ask for what is [#overdue]; empty if nothing waits.
  public OptionalLong dueAtMs() {
    long due = early.isEmpty() ? Long.MAX_VALUE : joiningUntilMs;
    for (Path each : paths.values()) {
      if (each instanceof Path.Switching path) {
        due = Math.min(due, path.untilMs());
      }
    }
    return due == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(due);
  }

  private void send(Outgoing what, long nowMs, List<Step> steps) {
    String to = receiver(what);
    if (to == null) {
      unnamedInLog = true;
      steps.add(new Step.ThroughLog(what)); // and call-service says what is wrong with it
    } else {
      send(to, what, nowMs, steps);
    }
  }

  private void send(String to, Outgoing what, long nowMs, List<Step> steps) {
    DeviceRoute route = routes.get(to);
    switch (paths.getOrDefault(to, unnamedInLog ? Path.USED : Path.UNUSED)) {
      case Path.Direct(DeviceRoute now) when now.equals(route) -> direct(to, now, what, steps);
      case Path.Direct(DeviceRoute now) when mayHaveLeftSomething(now, route, to) ->
          change(to, now, what, nowMs, steps);
      case Path.Direct(DeviceRoute _) when route != null -> direct(to, route, what, steps);
      case Path.Direct _ -> throughLog(to, what, steps);
      case Path.Log _ when route == null || stuck.contains(to) -> throughLog(to, what, steps);
      case Path.Log(boolean used) when used -> change(to, null, what, nowMs, steps);
      case Path.Log _ -> direct(to, route, what, steps);
      case Path.Switching path -> hold(path.held(), what, steps);
    }
  }

  /// The receiver's device has gone from there, or has a new connection. Another device of the
  /// user, after a hand-off, negotiates anew: nothing is meant for it that went to the old one.
  private boolean mayHaveLeftSomething(DeviceRoute then, @Nullable DeviceRoute now, String user) {
    return now == null ? isIn(user) : now.getDeviceId().equals(then.getDeviceId());
  }

  private void direct(String to, DeviceRoute route, Outgoing what, List<Step> steps) {
    paths.put(to, new Path.Direct(route));
    steps.add(new Step.Direct(route, what, call == null ? 0 : call.getVersion()));
  }

  private void throughLog(String to, Outgoing what, List<Step> steps) {
    paths.put(to, Path.USED);
    steps.add(new Step.ThroughLog(what));
  }

  private void change(
      String to, @Nullable DeviceRoute along, Outgoing what, long nowMs, List<Step> steps) {
    String barrierId = barrierIds.get();
    List<Outgoing> held = new ArrayList<>(List.of(what));
    paths.put(to, new Path.Switching(barrierId, nowMs + HOLD_TIMEOUT_MS, held));
    steps.add(new Step.RaiseBarrier(barrierId, to, along));
  }

  private static void hold(List<Outgoing> held, Outgoing what, List<Step> steps) {
    if (held.size() < MAX_HELD) {
      held.add(what);
    } else {
      steps.add(new Step.Refuse(what));
    }
  }

  /// The user for whom it is; null if that is not known.
  @Nullable String receiver(Outgoing what) {
    String named = RelayAddress.to(what.message());
    if (named != null || call == null || call.getKind() != CallKind.CALL_KIND_DIRECT) {
      return named;
    }
    return call.getParticipantsList().stream()
        .map(Participant::getUserId)
        .filter(id -> !id.equals(userId))
        .findFirst()
        .orElse(null);
  }

  boolean isJoined() {
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
