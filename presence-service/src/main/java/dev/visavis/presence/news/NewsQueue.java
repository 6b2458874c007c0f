package dev.visavis.presence.news;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.store.Keys;
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

/// The news that wait in Redis. Every instance takes from it; what is taken by one that dies is
/// due again when its claim ends.
@ApplicationScoped
class NewsQueue {
  private static final Duration CLAIM = Duration.ofSeconds(5);

  private final ReadModel model;
  private final Duration spacing;

  NewsQueue(ReadModel model, PresenceConfig config) {
    this.model = model;
    this.spacing = config.newsSpacing();
  }

  /// @param untilMs names the claim
  record Claimed(List<News> news, long untilMs) {}

  /// At most `most`; without what was told a moment ago, which is put off.
  Claimed take(int most) {
    long now = System.currentTimeMillis();
    long until = now + CLAIM.toMillis();
    Response due =
        model.run(List.of(Script.TAKE_NEWS.with(List.of(Keys.NEWS), now, most, until))).getFirst();
    if (due == null || due.size() == 0) {
      return new Claimed(List.of(), until);
    }
    List<String> members = due.stream().map(Response::toString).toList();
    List<@Nullable Response> fresh = model.run(members.stream().map(this::notLately).toList());
    List<News> news = new ArrayList<>();
    List<String> tooSoon = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      if (fresh.get(i) == null) {
        tooSoon.add(members.get(i));
      } else {
        news.add(News.parse(members.get(i)));
      }
    }
    settle(tooSoon, until, Long.toString(now + spacing.toMillis() / 5));
    return new Claimed(news, until);
  }

  void done(Claimed claimed) {
    settle(claimed.news().stream().map(News::member).toList(), claimed.untilMs(), "");
  }

  private Request notLately(String member) {
    return Request.cmd(Command.SET)
        .arg(Keys.toldLately(member))
        .arg("1")
        .arg("NX")
        .arg("PX")
        .arg(spacing.toMillis());
  }

  private void settle(List<String> members, long claimedUntil, String dueAgain) {
    if (members.isEmpty()) {
      return;
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(claimedUntil);
    arguments.add(dueAgain);
    arguments.addAll(members);
    model.run(List.of(Script.SETTLE_NEWS.with(List.of(Keys.NEWS), arguments.toArray())));
  }
}
