package dev.visavis.media.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One [FakeJanus] for a test of the whole service.
public final class FakeJanusResource implements QuarkusTestResourceLifecycleManager {
  private static @Nullable FakeJanus janus;

  private final Vertx vertx = Vertx.vertx();

  public static FakeJanus janus() {
    return Objects.requireNonNull(janus);
  }

  @Override
  public Map<String, String> start() {
    janus = new FakeJanus(vertx, 0);
    return Map.of(
        "visavis.media.janus-urls", janus.url().toString(),
        "visavis.media.janus-api-secret", FakeJanus.API_SECRET,
        "visavis.media.janus-admin-key", FakeJanus.ADMIN_KEY);
  }

  @Override
  public void stop() {
    if (janus != null) {
      janus.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
