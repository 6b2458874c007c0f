package dev.visavis.gateway.presence;

import dev.visavis.gateway.auth.Caller;
import dev.visavis.proto.v1.Callee;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.UserProfile;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a command that rings people has to hold: who they are, where they are, and whether they
/// want to hear from the caller.
@Singleton
public final class CalleeReader {
  public sealed interface Answer {}

  /// Everybody exists.
  ///
  /// @param caller as others see them now; the token may have an older name
  /// @param callerDevices the caller's devices that are online, but for the one that calls
  public record Found(UserInfo caller, List<Callee> callees, List<DeviceRoute> callerDevices)
      implements Answer {}

  /// The user at `index` does not exist.
  public record NotFound(int index) implements Answer {}

  /// The caller has rung them, or too many people, too often.
  public record TooOften(Duration retryAfter) implements Answer {}

  private final PresenceReader presence;
  private final RingLimit limit;
  private final AccountLookup accounts;

  CalleeReader(PresenceReader presence, RingLimit limit, AccountLookup accounts) {
    this.presence = presence;
    this.limit = limit;
    this.accounts = accounts;
  }

  /// For a call that is dialled, perhaps once more.
  public Future<Answer> dialled(
      Caller caller, DeviceRoute device, String callId, List<String> userIds) {
    return read(caller, device, callId, userIds, true);
  }

  /// For people who are invited into a call.
  public Future<Answer> invited(
      Caller caller, DeviceRoute device, String callId, List<String> userIds) {
    return read(caller, device, callId, userIds, false);
  }

  private Future<Answer> read(
      Caller caller, DeviceRoute device, String callId, List<String> userIds, boolean dials) {
    List<String> asked = new ArrayList<>(userIds);
    String callerId = caller.user().getId();
    asked.add(callerId);
    return presence
        .read(asked, limit.count(callerId, callId, userIds))
        .compose(
            answer -> {
              List<PresentUser> seen = answer.users();
              Duration wait = RingLimit.toWait(answer.more());
              boolean again = dials && seen.getLast().calls().containsKey(callId);
              if (!wait.isZero() && !again) {
                return Future.succeededFuture(new TooOften(wait));
              }
              List<Future<Optional<UserInfo>>> people = new ArrayList<>(userIds.size());
              for (int i = 0; i < userIds.size(); i++) {
                people.add(person(caller, userIds.get(i), seen.get(i)));
              }
              return Future.all(people)
                  .map(known -> answer(caller, device, callId, seen, known.list()));
            });
  }

  private Future<Optional<UserInfo>> person(Caller caller, String userId, PresentUser seen) {
    UserProfile profile = seen.profile();
    if (profile == null) {
      return accounts.find(caller, userId);
    }
    return Future.succeededFuture(
        profile.getDeleted() ? Optional.empty() : Optional.of(profile.getUser()));
  }

  private static Answer answer(
      Caller caller,
      DeviceRoute device,
      String callId,
      List<PresentUser> seen,
      List<Optional<UserInfo>> people) {
    List<Callee> callees = new ArrayList<>(people.size());
    for (int i = 0; i < people.size(); i++) {
      Optional<UserInfo> person = people.get(i);
      if (person.isEmpty()) {
        return new NotFound(i);
      }
      callees.add(callee(caller, callId, person.get(), seen.get(i)));
    }
    List<DeviceRoute> others =
        seen.getLast().devices().stream()
            .filter(other -> !other.getDeviceId().equals(device.getDeviceId()))
            .toList();
    UserProfile known = seen.getLast().profile();
    UserInfo self = known == null || known.getDeleted() ? caller.user() : known.getUser();
    return new Found(self, callees, others);
  }

  private static Callee callee(Caller caller, String callId, UserInfo person, PresentUser seen) {
    UserProfile profile = seen.profile();
    boolean blocks =
        profile != null && profile.getBlockedUserIdsList().contains(caller.user().getId());
    return Callee.newBuilder()
        .setUser(person)
        .addAllDevices(seen.devices())
        .setBlocksCaller(blocks)
        .setInCall(seen.inCallOtherThan(callId))
        .build();
  }
}
