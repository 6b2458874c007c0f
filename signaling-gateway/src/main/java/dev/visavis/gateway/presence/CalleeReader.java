package dev.visavis.gateway.presence;

import dev.visavis.gateway.auth.AuthenticatedUser;
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

/// Reads the data about callees that a command needs: their profiles, the routes of their devices,
/// and whether they block the caller.
@Singleton
public final class CalleeReader {
  public sealed interface LookupResult {}

  /// All callees exist.
  ///
  /// @param caller the caller's current profile; the token may have an older name
  /// @param callerDevices the caller's other devices that are online
  public record Found(UserInfo caller, List<Callee> callees, List<DeviceRoute> callerDevices)
      implements LookupResult {}

  /// The user at `index` does not exist.
  public record NotFound(int index) implements LookupResult {}

  /// The caller has rung one of the callees, or all users together, too often.
  public record RateLimited(Duration retryAfter) implements LookupResult {}

  private final PresenceReader presence;
  private final RingLimit limit;
  private final AccountLookup accounts;

  CalleeReader(PresenceReader presence, RingLimit limit, AccountLookup accounts) {
    this.presence = presence;
    this.limit = limit;
    this.accounts = accounts;
  }

  /// Reads the callees of an `initiate_call`. The ring limit does not refuse a repeated request for
  /// a call that exists already.
  public Future<LookupResult> forInitiate(
      AuthenticatedUser user, DeviceRoute device, String callId, List<String> userIds) {
    return read(user, device, callId, userIds, true);
  }

  /// Reads the users whom an `invite` names.
  public Future<LookupResult> forInvite(
      AuthenticatedUser user, DeviceRoute device, String callId, List<String> userIds) {
    return read(user, device, callId, userIds, false);
  }

  private Future<LookupResult> read(
      AuthenticatedUser user,
      DeviceRoute device,
      String callId,
      List<String> userIds,
      boolean initiates) {
    List<String> asked = new ArrayList<>(userIds);
    String callerId = user.user().getId();
    asked.add(callerId);
    return presence
        .read(asked, limit.count(callerId, callId, userIds))
        .compose(
            answer -> {
              List<UserPresenceSnapshot> snapshot = answer.users();
              Duration wait = RingLimit.toWait(answer.more());
              boolean again = initiates && snapshot.getLast().calls().containsKey(callId);
              if (!wait.isZero() && !again) {
                return Future.succeededFuture(new RateLimited(wait));
              }
              List<Future<Optional<UserInfo>>> people = new ArrayList<>(userIds.size());
              for (int i = 0; i < userIds.size(); i++) {
                people.add(person(user, userIds.get(i), snapshot.get(i)));
              }
              return Future.all(people)
                  .map(known -> result(user, device, callId, snapshot, known.list()));
            });
  }

  private Future<Optional<UserInfo>> person(
      AuthenticatedUser user, String userId, UserPresenceSnapshot snapshot) {
    UserProfile profile = snapshot.profile();
    if (profile == null) {
      return accounts.find(user, userId);
    }
    return Future.succeededFuture(
        profile.getDeleted() ? Optional.empty() : Optional.of(profile.getUser()));
  }

  private static LookupResult result(
      AuthenticatedUser user,
      DeviceRoute device,
      String callId,
      List<UserPresenceSnapshot> snapshot,
      List<Optional<UserInfo>> people) {
    List<Callee> callees = new ArrayList<>(people.size());
    for (int i = 0; i < people.size(); i++) {
      Optional<UserInfo> person = people.get(i);
      if (person.isEmpty()) {
        return new NotFound(i);
      }
      callees.add(callee(user, callId, person.get(), snapshot.get(i)));
    }
    List<DeviceRoute> others =
        snapshot.getLast().devices().stream()
            .filter(other -> !other.getDeviceId().equals(device.getDeviceId()))
            .toList();
    UserProfile known = snapshot.getLast().profile();
    UserInfo self = known == null || known.getDeleted() ? user.user() : known.getUser();
    return new Found(self, callees, others);
  }

  private static Callee callee(
      AuthenticatedUser user, String callId, UserInfo person, UserPresenceSnapshot snapshot) {
    UserProfile profile = snapshot.profile();
    boolean blocks =
        profile != null && profile.getBlockedUserIdsList().contains(user.user().getId());
    return Callee.newBuilder()
        .setUser(person)
        .addAllDevices(snapshot.devices())
        .setBlocksCaller(blocks)
        .setInCall(snapshot.inCallOtherThan(callId))
        .build();
  }
}
