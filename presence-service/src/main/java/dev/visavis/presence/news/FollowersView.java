package dev.visavis.presence.news;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.Replies;
import dev.visavis.presence.view.Sight;
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

/// Whom the change of a user is told: everybody who has them as a contact and may see them.
@ApplicationScoped
class FollowersView {
  private static final int KEYS_A_USER = 3;

  private final ReadModel model;
  private final int mostFollowers;

  FollowersView(ReadModel model, PresenceConfig config) {
    this.model = model;
    this.mostFollowers = config.maxFollowers();
  }

  private record Follower(String id, Sight of, UserProfile profile) {}

  /// @param sights of those whose followers have something to hear
  record Found(List<Sight> sights, List<Telling> tellings) {}

  /// Leaves out who is, to the followers, where they were.
  Found of(List<News.Changed> changes) {
    List<Request> requests = new ArrayList<>();
    for (News.Changed change : changes) {
      String user = change.userId();
      requests.add(Sight.request(user));
      requests.add(Request.cmd(Command.GET).arg(PresenceKeys.profile(user)));
      requests.add(Request.cmd(Command.SRANDMEMBER).arg(Keys.followers(user)).arg(mostFollowers));
    }
    List<@Nullable Response> answers = model.run(requests);
    List<Sight> sights = new ArrayList<>();
    List<Follower> followers = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Sight sight = Sight.of(changes.get(i).userId(), answers.get(i * KEYS_A_USER));
      UserProfile profile = Replies.profile(answers.get(i * KEYS_A_USER + 1));
      Response ids = answers.get(i * KEYS_A_USER + 2);
      if (!sight.asTold().equals(sight.told())) {
        sights.add(sight);
        if (profile != null && ids != null) {
          ids.forEach(id -> followers.add(new Follower(id.toString(), sight, profile)));
        }
      }
    }
    return new Found(sights, tellings(followers));
  }

  private List<Telling> tellings(List<Follower> followers) {
    List<Request> requests = new ArrayList<>();
    for (Follower one : followers) {
      requests.add(
          Request.cmd(Command.SISMEMBER).arg(Keys.contacts(one.id())).arg(one.of().userId()));
      requests.add(Request.cmd(Command.HGETALL).arg(PresenceKeys.devices(one.id())));
    }
    List<@Nullable Response> answers = model.run(requests);
    List<Telling> tellings = new ArrayList<>();
    for (int i = 0; i < followers.size(); i++) {
      Follower one = followers.get(i);
      boolean contact = Replies.isOne(answers.get(2 * i));
      if (Visibility.of(one.profile(), one.id(), contact, false) == Visibility.SEEN) {
        List<UserPresence> told = List.of(one.of().toWire());
        Replies.routes(answers.get(2 * i + 1))
            .forEach(route -> tellings.add(new Telling(route, told)));
      }
    }
    return tellings;
  }
}
