package dev.visavis.gateway;

import com.google.protobuf.Timestamp;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/// The clocks of this machine, and the timers of Vert.x.
@Singleton
final class VertxClock implements GatewayClock {
  private final Vertx vertx;

  VertxClock(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public long monotonicMs() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public Timestamp now() {
    return ProtoTime.now();
  }

  @Override
  public void after(long ms, Runnable work) {
    vertx.setTimer(ms, fired -> work.run());
  }
}
