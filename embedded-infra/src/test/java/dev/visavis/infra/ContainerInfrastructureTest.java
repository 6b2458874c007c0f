package dev.visavis.infra;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ContainerInfrastructureTest {
  @Test
  void aContainerUsesTheImageOfDockerCompose() {
    assertTrue(ContainerInfrastructure.image("kafka").startsWith("apache/kafka:"));
    assertTrue(ContainerInfrastructure.image("postgres").startsWith("postgres:"));
    assertTrue(ContainerInfrastructure.image("redis").startsWith("redis:"));
  }

  @Test
  void anUnknownServiceHasNoImage() {
    assertThrows(InfraException.class, () -> ContainerInfrastructure.image("zookeeper"));
  }
}
