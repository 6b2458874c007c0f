package dev.visavis.presence.call;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.presence.log.ConsumedRecord;
import dev.visavis.presence.log.Output;
import dev.visavis.presence.log.Projection;
import dev.visavis.presence.log.RecordWriter;
import dev.visavis.presence.notification.PresenceUpdate;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.LiveCalls;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.RedisReplies;
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

/// Writes call events into each user's live calls. Afterwards it looks for what the writers
/// of the events could not see: devices that the call does not know, profile changes, and
/// users who call each other at once.
@ApplicationScoped
public class CallProjection implements Projection<CallEvent> {
  private final ReadModel model;
  private final RecordWriter log;
  private final RingReconciler ringReconciler;
  private final MissedProfiles missedProfiles;
  private final GlareDetector glareDetector;

  CallProjection(
      ReadModel model,
      RecordWriter log,
      RingReconciler ringReconciler,
      MissedProfiles missedProfiles,
      GlareDetector glareDetector) {
    this.model = model;
    this.log = log;
    this.ringReconciler = ringReconciler;
    this.missedProfiles = missedProfiles;
    this.glareDetector = glareDetector;
  }

  /// @throws IllegalArgumentException if the event has no call id
  public static CallEvent decode(byte[] value) throws InvalidProtocolBufferException {
    CallEvent event = CallEvent.parseFrom(value);
    if (event.getCallId().isEmpty()) {
      throw new IllegalArgumentException("the event has no call id");
    }
    return event;
  }

  @Override
  public void apply(List<ConsumedRecord<CallEvent>> batch) {
    List<AppliedEvent> applied = write(batch.stream().map(ConsumedRecord::value).toList());
    List<Output> outputs = new ArrayList<>(ringReconciler.of(applied));
    outputs.addAll(missedProfiles.of(applied));
    outputs.addAll(glareDetector.of(applied));
    log.write(outputs);
  }

  private List<AppliedEvent> write(List<CallEvent> events) {
    List<EventChanges> changes = events.stream().map(EventChanges::of).toList();
    List<EventChanges> planned = newest(changes);
    List<String> moved = moved(changes);
    List<Request> requests = new ArrayList<>();
    planned.forEach(one -> one.changes().forEach(change -> requests.add(one.request(change))));
    moved.forEach(
        user ->
            requests.add(Request.cmd(Command.EXISTS).arg(InternalPresenceKeys.followers(user))));
    Iterator<@Nullable Response> replies = model.run(requests).iterator();
    List<AppliedEvent> applied = new ArrayList<>();
    for (EventChanges one : planned) {
      Map<String, UserSnapshot> snapshots = new HashMap<>();
      for (ParticipationChange change : one.changes()) {
        Response reply = replies.next();
        if (one.bringsIn()) {
          snapshots.put(change.userId(), CallRequests.snapshot(reply));
        }
      }
      applied.add(new AppliedEvent(one.event(), snapshots));
    }
    long now = System.currentTimeMillis();
    model.run(
        moved.stream()
            .filter(user -> RedisReplies.isOne(replies.next()))
            .map(user -> new PresenceUpdate.StatusChanged(user).mark(now))
            .toList());
    return applied;
  }

  /// The changes that one event makes.
  private record EventChanges(
      CallEvent event, boolean bringsIn, List<ParticipationChange> changes) {
    static EventChanges of(CallEvent event) {
      return new EventChanges(
          event, ParticipationChange.bringsIn(event), ParticipationChange.of(event));
    }

    Request request(ParticipationChange change) {
      return bringsIn
          ? CallRequests.applyAndRead(event, change)
          : CallRequests.apply(event, change);
    }

    List<String> key(ParticipationChange change) {
      return List.of(event.getCallId(), change.userId());
    }
  }

  /// If a batch changes a user's part in a call several times, keeps only the newest change:
  /// it overrides the others. Changes of an event that brings users in are kept in any case,
  /// because their reply is needed.
  private static List<EventChanges> newest(List<EventChanges> all) {
    Map<List<String>, Long> newest = new HashMap<>();
    for (EventChanges one : all) {
      long position = CallRequests.position(one.event());
      one.changes().forEach(change -> newest.merge(one.key(change), position, Math::max));
    }
    return all.stream()
        .map(
            one -> {
              Long position = CallRequests.position(one.event());
              List<ParticipationChange> changes =
                  one.changes().stream()
                      .filter(
                          change -> one.bringsIn() || position.equals(newest.get(one.key(change))))
                      .toList();
              return new EventChanges(one.event(), one.bringsIn(), changes);
            })
        .toList();
  }

  /// The users whose followers may have to be notified. Ringing does not change a user's
  /// presence.
  private static List<String> moved(List<EventChanges> all) {
    return all.stream()
        .flatMap(one -> one.changes().stream())
        .filter(change -> !change.state().equals(LiveCalls.RINGING))
        .map(ParticipationChange::userId)
        .distinct()
        .toList();
  }
}
