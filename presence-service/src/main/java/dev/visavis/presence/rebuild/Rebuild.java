package dev.visavis.presence.rebuild;

import dev.visavis.presence.call.CallProjection;
import dev.visavis.presence.device.DeviceProjection;
import dev.visavis.presence.device.DeviceRequests;
import dev.visavis.presence.log.ConsumedRecord;
import dev.visavis.presence.profile.ProfileProjection;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.Script;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.UserProfile;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Rebuilds the read model in an emptied Redis from the topics, with the scripts that the consumers
/// use. It notifies nobody, because that happened when each record was new. It replaces nothing
/// newer in Redis, so two instances that rebuild at once only do the work twice.
@ApplicationScoped
class Rebuild {
  private static final Logger LOG = Logger.getLogger(Rebuild.class);
  private static final long LOCK_MS = 10_000;
  private static final int CHUNK = 500;

  private final ReadModel model;
  private final LogReplay logs;
  private final String holder = UUID.randomUUID().toString();

  Rebuild(ReadModel model, LogReplay logs) {
    this.model = model;
    this.logs = logs;
  }

  /// Does nothing while another instance rebuilds.
  ///
  /// @param generation identifies the topics; kept in the marker, which is new for each rebuild
  void run(String generation) {
    if (!lock()) {
      return;
    }
    LOG.info("Redis holds no read model; rebuilding it from the topics");
    logs.read(Topic.USER_PROFILES, ProfileProjection::decode, this::profiles);
    logs.read(Topic.DEVICE_EVENTS, DeviceProjection::decode, this::devices);
    LiveCallFold calls = new LiveCallFold();
    logs.read(
        Topic.CALL_EVENTS,
        CallProjection::decode,
        records -> {
          calls.add(records);
          write(List.of());
        });
    write(calls.requests());
    boolean complete = isOne(model.runUnchecked(List.of(finish(generation))).getFirst());
    LOG.info(
        complete
            ? "The read model in Redis is rebuilt"
            : "Redis was emptied again during the rebuild");
  }

  private void profiles(List<ConsumedRecord<UserProfile>> records) {
    write(records.stream().flatMap(record -> ProfileProjection.rebuild(record).stream()).toList());
  }

  private void devices(List<ConsumedRecord<DeviceEvent>> records) {
    List<Request> requests = new ArrayList<>();
    for (ConsumedRecord<DeviceEvent> record : records) {
      if (record.value().hasOnline()) {
        requests.addAll(DeviceRequests.index(record.value()));
      }
      requests.add(DeviceRequests.rebuild(record));
    }
    write(requests);
  }

  private void write(List<Request> requests) {
    for (int from = 0; from < requests.size(); from += CHUNK) {
      List<Request> chunk =
          new ArrayList<>(requests.subList(from, Math.min(from + CHUNK, requests.size())));
      chunk.add(renewLock());
      model.runUnchecked(chunk);
    }
    if (requests.isEmpty()) {
      model.runUnchecked(List.of(renewLock()));
    }
  }

  private boolean lock() {
    Request take =
        Request.cmd(Command.SET)
            .arg(InternalPresenceKeys.REBUILD_LOCK)
            .arg(holder)
            .arg("NX")
            .arg("PX")
            .arg(LOCK_MS);
    return model.runUnchecked(List.of(take)).getFirst() != null;
  }

  private static Request renewLock() {
    return Request.cmd(Command.PEXPIRE).arg(InternalPresenceKeys.REBUILD_LOCK).arg(LOCK_MS);
  }

  private Request finish(String generation) {
    return Script.FINISH_REBUILD.with(
        List.of(InternalPresenceKeys.MARKER, InternalPresenceKeys.REBUILD_LOCK),
        generation + "/" + UUID.randomUUID(),
        holder);
  }

  private static boolean isOne(@Nullable Response reply) {
    return reply != null && reply.toInteger() == 1;
  }
}
