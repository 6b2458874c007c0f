package dev.visavis.presence.notification;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.Script;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The presence updates that wait in Redis (key `news`). Every instance claims from this queue; if
/// an instance dies, its updates are due again when the claim ends.
@ApplicationScoped
class PresenceUpdateQueue {
  private static final Duration CLAIM = Duration.ofSeconds(5);

  private final ReadModel model;
  private final Duration minInterval;

  PresenceUpdateQueue(ReadModel model, PresenceConfig config) {
    this.model = model;
    this.minInterval = config.notifyMinInterval();
  }

  /// @param untilMs when the claim ends (epoch ms); identifies the claim
  record Claim(List<PresenceUpdate> updates, long untilMs) {}

  /// Claims at most `most` updates. An update that was sent a moment ago is postponed.
  Claim claim(int most) {
    long now = System.currentTimeMillis();
    long until = now + CLAIM.toMillis();
    Response due =
        model
            .run(
                List.of(
                    Script.CLAIM_UPDATES.with(
                        List.of(InternalPresenceKeys.UPDATES), now, most, until)))
            .getFirst();
    if (due == null || due.size() == 0) {
      return new Claim(List.of(), until);
    }
    List<String> members = due.stream().map(Response::toString).toList();
    List<@Nullable Response> fresh = model.run(members.stream().map(this::markNotified).toList());
    List<PresenceUpdate> updates = new ArrayList<>();
    List<String> tooSoon = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      if (fresh.get(i) == null) {
        tooSoon.add(members.get(i));
      } else {
        updates.add(PresenceUpdate.parse(members.get(i)));
      }
    }
    finish(tooSoon, until, Long.toString(now + minInterval.toMillis() / 5));
    return new Claim(updates, until);
  }

  void done(Claim claimed) {
    finish(claimed.updates().stream().map(PresenceUpdate::member).toList(), claimed.untilMs(), "");
  }

  private Request markNotified(String member) {
    return Request.cmd(Command.SET)
        .arg(InternalPresenceKeys.recentlyNotified(member))
        .arg("1")
        .arg("NX")
        .arg("PX")
        .arg(minInterval.toMillis());
  }

  private void finish(List<String> members, long claimedUntil, String dueAgain) {
    if (members.isEmpty()) {
      return;
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(claimedUntil);
    arguments.add(dueAgain);
    arguments.addAll(members);
    model.run(
        List.of(
            Script.FINISH_UPDATES.with(
                List.of(InternalPresenceKeys.UPDATES), arguments.toArray())));
  }
}
