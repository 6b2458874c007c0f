package dev.visavis.gateway.support;

import dev.visavis.infra.EmbeddedInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A test of a running gateway, with real Kafka and Redis around it.
@QuarkusTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,redis"))
@QuarkusTestResource(TestIssuer.class)
public abstract class GatewayTest {
  @Inject Redis redis;

  protected FakeServices services;

  @BeforeEach
  void startServices() {
    services = new FakeServices(redis);
  }

  @AfterEach
  void stopServices() {
    services.close();
  }
}
