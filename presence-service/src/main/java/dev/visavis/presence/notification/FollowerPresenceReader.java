package dev.visavis.presence.notification;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.RedisReplies;
import dev.visavis.presence.view.PresenceState;
import dev.visavis.presence.view.Visibility;
import dev.visavis.proto.v1.UserPresence;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the followers to notify of a change: everyone who has the user as a contact and may see
/// their presence.
@ApplicationScoped
class FollowerPresenceReader {
  private static final int KEYS_PER_USER = 3;

  private final ReadModel model;
  private final int maxFollowers;

  FollowerPresenceReader(ReadModel model, PresenceConfig config) {
    this.model = model;
    this.maxFollowers = config.maxFollowers();
  }

  private record Follower(String id, PresenceState of, UserProfile profile) {}

  /// @param states of the users whose followers must be notified
  record Found(List<PresenceState> states, List<PresenceNotification> notifications) {}

  /// Leaves out users whose state is the one that the followers were last sent.
  Found of(List<PresenceUpdate.StatusChanged> changes) {
    List<Request> requests = new ArrayList<>();
    for (PresenceUpdate.StatusChanged change : changes) {
      String user = change.userId();
      requests.add(PresenceState.request(user));
      requests.add(Request.cmd(Command.GET).arg(PresenceKeys.profile(user)));
      requests.add(
          Request.cmd(Command.SRANDMEMBER)
              .arg(InternalPresenceKeys.followers(user))
              .arg(maxFollowers));
    }
    List<@Nullable Response> replies = model.run(requests);
    List<PresenceState> states = new ArrayList<>();
    List<Follower> followers = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      PresenceState state =
          PresenceState.of(changes.get(i).userId(), replies.get(i * KEYS_PER_USER));
      UserProfile profile = RedisReplies.profile(replies.get(i * KEYS_PER_USER + 1));
      Response ids = replies.get(i * KEYS_PER_USER + 2);
      if (!state.statusText().equals(state.lastNotified())) {
        states.add(state);
        if (profile != null && ids != null) {
          ids.forEach(id -> followers.add(new Follower(id.toString(), state, profile)));
        }
      }
    }
    return new Found(states, notifications(followers));
  }

  private List<PresenceNotification> notifications(List<Follower> followers) {
    List<Request> requests = new ArrayList<>();
    for (Follower one : followers) {
      requests.add(
          Request.cmd(Command.SISMEMBER)
              .arg(InternalPresenceKeys.contacts(one.id()))
              .arg(one.of().userId()));
      requests.add(Request.cmd(Command.HGETALL).arg(PresenceKeys.devices(one.id())));
    }
    List<@Nullable Response> replies = model.run(requests);
    List<PresenceNotification> notifications = new ArrayList<>();
    for (int i = 0; i < followers.size(); i++) {
      Follower one = followers.get(i);
      boolean contact = RedisReplies.isOne(replies.get(2 * i));
      if (Visibility.of(one.profile(), one.id(), contact, false) == Visibility.VISIBLE) {
        List<UserPresence> lastNotified = List.of(one.of().toWire());
        RedisReplies.routes(replies.get(2 * i + 1))
            .forEach(route -> notifications.add(new PresenceNotification(route, lastNotified)));
      }
    }
    return notifications;
  }
}
