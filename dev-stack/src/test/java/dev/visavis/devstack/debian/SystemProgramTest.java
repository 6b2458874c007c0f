package dev.visavis.devstack.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemProgramTest {
  @TempDir Path dir;

  @Test
  void composeTestsNeedAnEngineAndBaseImages() {
    var needed = SystemProgram.forCompose(Map.of());
    assertEquals(
        Set.of("docker.io", "docker-compose", "debootstrap", "iptables", "unzip"),
        Set.of(SystemProgram.debianPackages(needed).split(" ", -1)));
  }

  @Test
  void withAGivenEngineAndImagesOnlyTheClientIsNeeded() {
    var environment = Map.of("DOCKER_HOST", "unix:///docker.sock", "VISAVIS_STAND_INS", "off");
    assertEquals(
        List.of(SystemProgram.DOCKER, SystemProgram.DOCKER_COMPOSE),
        SystemProgram.forCompose(environment));
  }

  @Test
  void aProgramIsFoundIfItCanBeExecuted() throws IOException {
    var file = Files.createFile(dir.resolve("turnserver"));
    var path = "/nowhere:" + dir;
    assertEquals(Optional.empty(), SystemProgram.COTURN.find(path));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals(Optional.of(file), SystemProgram.COTURN.find(path));
    assertTrue(SystemProgram.CHROMIUM.find(path).isEmpty());
  }
}
