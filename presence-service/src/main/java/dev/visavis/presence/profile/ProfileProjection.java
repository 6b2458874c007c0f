package dev.visavis.presence.profile;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.presence.log.ConsumedRecord;
import dev.visavis.presence.log.Output;
import dev.visavis.presence.log.Projection;
import dev.visavis.presence.log.RecordWriter;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.LiveCalls;
import dev.visavis.presence.store.ProtoTime;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.RedisReplies;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes profiles into Redis. A deleted profile is kept, marked as deleted, so that gateways
/// do not ask account-service for it.
@ApplicationScoped
public class ProfileProjection implements Projection<UserProfile> {
  private static final int KEYS_PER_USER = 3;

  private final ReadModel model;
  private final EndedSessions endedSessions;
  private final RecordWriter log;

  ProfileProjection(ReadModel model, EndedSessions endedSessions, RecordWriter log) {
    this.model = model;
    this.endedSessions = endedSessions;
    this.log = log;
  }

  /// @throws IllegalArgumentException if the profile has no user id
  public static UserProfile decode(byte[] value) throws InvalidProtocolBufferException {
    UserProfile profile = UserProfile.parseFrom(value);
    if (profile.getUser().getId().isEmpty()) {
      throw new IllegalArgumentException("the profile has no user id");
    }
    return profile;
  }

  @Override
  public void apply(List<ConsumedRecord<UserProfile>> batch) {
    List<UserProfile> profiles = newest(batch);
    List<Request> reads = new ArrayList<>();
    for (UserProfile profile : profiles) {
      String user = profile.getUser().getId();
      reads.add(Request.cmd(Command.GET).arg(InternalPresenceKeys.profileVersion(user)));
      reads.add(Request.cmd(Command.GET).arg(PresenceKeys.profile(user)));
      reads.add(Request.cmd(Command.SMEMBERS).arg(InternalPresenceKeys.contacts(user)));
    }
    List<@Nullable Response> replies = model.run(reads);
    List<Request> writes = new ArrayList<>();
    List<UserProfile> toNotify = new ArrayList<>();
    long now = System.currentTimeMillis();
    for (int i = 0; i < profiles.size(); i++) {
      int from = i * KEYS_PER_USER;
      Response version = replies.get(from);
      if (version == null || version.toLong() <= profiles.get(i).getVersion()) {
        UserProfile before = RedisReplies.profile(replies.get(from + 1));
        Set<String> contacts = texts(replies.get(from + 2));
        ProfileChange change = new ProfileChange(profiles.get(i), before, contacts);
        writes.addAll(change.requests(now));
        if (change.concernsCalls()) {
          toNotify.add(profiles.get(i));
        }
      }
    }
    model.run(writes);
    log.write(endedSessions.sockets(profiles));
    log.write(toCalls(toNotify, now));
  }

  /// Reports the new profile to each live call of its user. Redis has the profile before the calls
  /// are read here, and a call is in Redis before its participants' profiles are read, so one of
  /// the two always finds the other.
  private List<Output> toCalls(List<UserProfile> changed, long now) {
    List<@Nullable Response> calls =
        model.run(
            changed.stream()
                .map(profile -> PresenceKeys.calls(profile.getUser().getId()))
                .map(key -> Request.cmd(Command.HGETALL).arg(key))
                .toList());
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < changed.size(); i++) {
      UserProfile profile = changed.get(i);
      RedisReplies.hash(calls.get(i))
          .forEach(
              (callId, state) ->
                  outputs.add(
                      ProfileCommands.changed(
                          callId,
                          profile,
                          state.equals(LiveCalls.RINGING),
                          ProtoTime.ofMillis(now))));
    }
    return outputs;
  }

  /// Requests for the rebuild of Redis; they notify nobody.
  public static List<Request> rebuild(ConsumedRecord<UserProfile> record) {
    List<Request> requests =
        new ArrayList<>(
            ProfileChange.follow(record.value(), record.value().getContactUserIdsList()));
    requests.add(ProfileChange.store(record.value()));
    return requests;
  }

  /// Keeps the newest profile of each user.
  private static List<UserProfile> newest(List<ConsumedRecord<UserProfile>> batch) {
    Map<String, UserProfile> byUser = new LinkedHashMap<>();
    for (ConsumedRecord<UserProfile> record : batch) {
      byUser.merge(
          record.value().getUser().getId(),
          record.value(),
          (one, other) -> one.getVersion() > other.getVersion() ? one : other);
    }
    return List.copyOf(byUser.values());
  }

  private static Set<String> texts(@Nullable Response members) {
    return members == null
        ? Set.of()
        : members.stream().map(Response::toString).collect(Collectors.toUnmodifiableSet());
  }
}
