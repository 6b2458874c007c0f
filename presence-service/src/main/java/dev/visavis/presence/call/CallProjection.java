package dev.visavis.presence.call;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.presence.log.LogWriter;
import dev.visavis.presence.log.Logged;
import dev.visavis.presence.log.Output;
import dev.visavis.presence.log.Projection;
import dev.visavis.presence.news.News;
import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.LiveCalls;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.Replies;
import dev.visavis.proto.v1.events.CallEvent;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of calls into each user's live calls, and then the gaps that this shows: devices that
/// a ring missed, and people who ring each other.
@ApplicationScoped
public class CallProjection implements Projection<CallEvent> {
  private final ReadModel model;
  private final LogWriter log;
  private final MissedDevices missedDevices;
  private final MissedProfiles missedProfiles;
  private final GlareSearch glareSearch;

  CallProjection(
      ReadModel model,
      LogWriter log,
      MissedDevices missedDevices,
      MissedProfiles missedProfiles,
      GlareSearch glareSearch) {
    this.model = model;
    this.log = log;
    this.missedDevices = missedDevices;
    this.missedProfiles = missedProfiles;
    this.glareSearch = glareSearch;
  }

  /// Refuses an event that belongs to no call.
  public static CallEvent decode(byte[] value) throws InvalidProtocolBufferException {
    CallEvent event = CallEvent.parseFrom(value);
    if (event.getCallId().isEmpty()) {
      throw new IllegalArgumentException("an event without a call");
    }
    return event;
  }

  @Override
  public void apply(List<Logged<CallEvent>> batch) {
    List<WrittenEvent> written = write(batch.stream().map(Logged::value).toList());
    List<Output> outputs = new ArrayList<>(missedDevices.of(written));
    outputs.addAll(missedProfiles.of(written));
    outputs.addAll(glareSearch.of(written));
    log.write(outputs);
  }

  private List<WrittenEvent> write(List<CallEvent> events) {
    List<Told> told = events.stream().map(Told::of).toList();
    List<Told> planned = newest(told);
    List<String> moved = moved(told);
    List<Request> requests = new ArrayList<>();
    planned.forEach(one -> one.changes().forEach(change -> requests.add(one.request(change))));
    moved.forEach(user -> requests.add(Request.cmd(Command.EXISTS).arg(Keys.followers(user))));
    Iterator<@Nullable Response> answers = model.run(requests).iterator();
    List<WrittenEvent> written = new ArrayList<>();
    for (Told one : planned) {
      Map<String, Part> parts = new HashMap<>();
      for (PartChange change : one.changes()) {
        Response answer = answers.next();
        if (one.rings()) {
          parts.put(change.userId(), CallRequests.part(answer));
        }
      }
      written.add(new WrittenEvent(one.event(), parts));
    }
    long now = System.currentTimeMillis();
    model.run(
        moved.stream()
            .filter(user -> Replies.isOne(answers.next()))
            .map(user -> new News.Changed(user).mark(now))
            .toList());
    return written;
  }

  /// What an event changes.
  private record Told(CallEvent event, boolean rings, List<PartChange> changes) {
    static Told of(CallEvent event) {
      return new Told(event, PartChange.mayRing(event), PartChange.of(event));
    }

    Request request(PartChange change) {
      return rings ? CallRequests.applyAndAsk(event, change) : CallRequests.apply(event, change);
    }

    List<String> part(PartChange change) {
      return List.of(event.getCallId(), change.userId());
    }
  }

  /// Of several changes of one user's part in a call only the newest counts, which undoes all that
  /// the others do; those whose answer is wanted are made all the same.
  private static List<Told> newest(List<Told> told) {
    Map<List<String>, Long> newest = new HashMap<>();
    for (Told one : told) {
      long position = CallRequests.position(one.event());
      one.changes().forEach(change -> newest.merge(one.part(change), position, Math::max));
    }
    return told.stream()
        .map(
            one -> {
              Long position = CallRequests.position(one.event());
              List<PartChange> changes =
                  one.changes().stream()
                      .filter(
                          change -> one.rings() || position.equals(newest.get(one.part(change))))
                      .toList();
              return new Told(one.event(), one.rings(), changes);
            })
        .toList();
  }

  /// Of whom followers are to hear, if there are any. Who only rings is where they were.
  private static List<String> moved(List<Told> told) {
    return told.stream()
        .flatMap(one -> one.changes().stream())
        .filter(change -> !change.state().equals(LiveCalls.RINGING))
        .map(PartChange::userId)
        .distinct()
        .toList();
  }
}
