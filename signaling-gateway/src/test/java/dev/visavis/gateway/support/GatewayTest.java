package dev.visavis.gateway.support;

import static org.awaitility.Awaitility.await;

import dev.visavis.gateway.auth.JwksCache;
import dev.visavis.gateway.limits.Admission;
import dev.visavis.infra.EmbeddedInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A test of a running gateway with real Kafka and Redis.
@QuarkusTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,redis"))
@QuarkusTestResource(TestIssuer.class)
public abstract class GatewayTest {
  private static final Duration START = Duration.ofSeconds(20);

  @Inject Redis redis;
  @Inject Admission admission;
  @Inject JwksCache keys;

  protected FakeServices services;

  @BeforeEach
  void startServices() {
    services = new FakeServices(redis);
    await().atMost(START).until(() -> admission.open() && keys.loaded());
  }

  @AfterEach
  void stopServices() {
    services.close();
  }
}
