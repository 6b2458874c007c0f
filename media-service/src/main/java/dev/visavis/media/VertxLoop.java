package dev.visavis.media;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// One event loop of Vert.x.
@Singleton
public final class VertxLoop implements MediaLoop {
  private static final Logger LOG = Logger.getLogger(VertxLoop.class);

  private final Vertx vertx;
  private final Context context;

  public VertxLoop(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  @Override
  public long nowMs() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public void run(Runnable work) {
    context.runOnContext(turn -> guarded(work));
  }

  @Override
  public void after(long ms, Runnable work) {
    vertx.setTimer(ms, fired -> run(work));
  }

  /// A fault in one room must not end what the others need.
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("a step of the loop failed", e);
    }
  }
}
