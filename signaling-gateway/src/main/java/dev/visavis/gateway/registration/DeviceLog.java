package dev.visavis.gateway.registration;

import dev.visavis.gateway.WireTime;
import dev.visavis.gateway.commands.CommandLog;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceOnline;
import dev.visavis.proto.v1.DeviceRoute;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Writes which devices come and go to `visavis.device.events`.
@Singleton
final class DeviceLog {
  private static final Logger LOG = Logger.getLogger(DeviceLog.class);
  private static final long RETRY_MS = 1_000;

  /// As many as a full gateway may lose at once while the log is away.
  private static final int MAX_RETRIES = 50_000;

  private final Vertx vertx;
  private final CommandLog log;
  private final AtomicInteger retrying = new AtomicInteger();

  DeviceLog(Vertx vertx, CommandLog log) {
    this.vertx = vertx;
    this.log = log;
  }

  /// @param signedInAt of the user at the other end of the socket
  Future<Void> online(DeviceRoute route, Instant signedInAt) {
    DeviceOnline online = DeviceOnline.newBuilder().setSignedInAt(WireTime.of(signedInAt)).build();
    return log.append(event(route).setOnline(online).build());
  }

  /// Written whenever the log is back: nobody is left to be told that it was not. An old one does
  /// no harm, since it names the connection that is gone.
  void offline(DeviceRoute route) {
    DeviceEvent event = event(route).setOffline(DeviceOffline.getDefaultInstance()).build();
    log.append(event).onFailure(refused -> retry(event));
  }

  private void retry(DeviceEvent event) {
    if (retrying.incrementAndGet() > MAX_RETRIES) {
      retrying.decrementAndGet();
      LOG.warn("a device that went away stays on record: too many wait for the log");
      return;
    }
    vertx.setTimer(
        RETRY_MS,
        fired -> {
          retrying.decrementAndGet();
          log.append(event).onFailure(refused -> retry(event));
        });
  }

  private static DeviceEvent.Builder event(DeviceRoute route) {
    return DeviceEvent.newBuilder().setDevice(route).setAt(WireTime.now());
  }
}
