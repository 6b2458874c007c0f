package dev.visavis.media.assignment;

import dev.visavis.media.MediaLoop;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// In Redis: one key for each lease, which expires; a set of all instances; and a hash of the rooms
/// of each.
@Singleton
final class RedisLeaseBoard implements LeaseBoard {
  private static final String INSTANCES = "visavis:media:instances";

  private final Redis redis;
  private final MediaLoop loop;

  RedisLeaseBoard(Redis redis, MediaLoop loop) {
    this.redis = redis;
    this.loop = loop;
  }

  private static String lease(String id) {
    return "visavis:media:lease:" + id;
  }

  private static String rooms(String id) {
    return "visavis:media:rooms:" + id;
  }

  @Override
  public CompletionStage<Void> renew(Lease lease) {
    return done(
        redis.batch(
            List.of(
                Request.cmd(Command.SET)
                    .arg(lease(lease.id()))
                    .arg(lease.toJson())
                    .arg("PX")
                    .arg(LEASE_MS),
                Request.cmd(Command.SADD).arg(INSTANCES).arg(lease.id()))));
  }

  @Override
  public CompletionStage<Void> end(String id) {
    return done(redis.send(Request.cmd(Command.DEL).arg(lease(id))));
  }

  @Override
  public CompletionStage<Leases> read() {
    return onLoop(
        redis
            .send(Request.cmd(Command.SMEMBERS).arg(INSTANCES))
            .compose(
                members -> {
                  Set<String> known = new TreeSet<>();
                  members.forEach(member -> known.add(member.toString()));
                  return held(known);
                }));
  }

  private Future<Leases> held(Set<String> known) {
    if (known.isEmpty()) {
      return Future.succeededFuture(Leases.NONE);
    }
    Request get = Request.cmd(Command.MGET);
    known.forEach(id -> get.arg(lease(id)));
    return redis
        .send(get)
        .map(
            values -> {
              List<Lease> held = new ArrayList<>();
              for (@Nullable Response value : values) {
                if (value != null) {
                  Lease.parse(value.toString()).ifPresent(held::add);
                }
              }
              return new Leases(known, held);
            });
  }

  @Override
  public CompletionStage<Void> addRoom(String id, String callId, HeldRoom room) {
    return done(
        redis.send(
            Request.cmd(Command.HSET)
                .arg(rooms(id))
                .arg(callId)
                .arg(room.generation() + " " + room.incarnation())));
  }

  @Override
  public CompletionStage<Void> removeRoom(String id, String callId) {
    return done(redis.send(Request.cmd(Command.HDEL).arg(rooms(id)).arg(callId)));
  }

  @Override
  public CompletionStage<Map<String, HeldRoom>> roomsOf(String id) {
    return onLoop(
        redis
            .send(Request.cmd(Command.HGETALL).arg(rooms(id)))
            .map(
                reply -> {
                  Map<String, HeldRoom> rooms = new HashMap<>();
                  if (reply.isMap()) {
                    reply.getKeys().forEach(callId -> put(rooms, callId, reply.get(callId)));
                  } else { // with an older protocol of Redis
                    for (int i = 0; i + 1 < reply.size(); i += 2) {
                      put(rooms, reply.get(i).toString(), reply.get(i + 1));
                    }
                  }
                  return rooms;
                }));
  }

  private static void put(Map<String, HeldRoom> rooms, String callId, Response value) {
    String[] room = value.toString().split(" ", 2);
    rooms.put(callId, new HeldRoom(Integer.parseInt(room[0]), room[1]));
  }

  @Override
  public CompletionStage<Void> forget(String id) {
    return done(redis.send(Request.cmd(Command.SREM).arg(INSTANCES).arg(id)));
  }

  private CompletionStage<Void> done(Future<?> replied) {
    return onLoop(replied.mapEmpty());
  }

  private <T> CompletionStage<T> onLoop(Future<T> replied) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    replied.onComplete(
        value -> loop.run(() -> stage.complete(value)),
        failure -> loop.run(() -> stage.completeExceptionally(failure)));
    return stage;
  }
}
