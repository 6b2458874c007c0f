package dev.visavis.devstack.debian;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DebianPackagesTest {
  private static final Duration LONG = Duration.ofSeconds(50);

  @TempDir Path dir;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /// Without package lists, as in a new container, the first `apt-get install` fails.
  @Test
  void missingPackagesAreInstalledAfterAnUpdateIfNeeded() throws IOException {
    var apt =
        """
        case "$*" in
          *update*) touch lists ;;
          *install*coturn*) [ -e lists ] && touch turnserver ;;
        esac
        """;
    assertEquals(Optional.empty(), packages(apt).install(Set.of(SystemProgram.COTURN), LONG));
    assertTrue(said.toString(UTF_8).contains("installed coturn"), said.toString(UTF_8));
  }

  @Test
  void nothingIsInstalledIfAllProgramsExist() throws IOException {
    Files.createFile(dir.resolve("turnserver"));
    var reason = packages("touch asked").install(Set.of(SystemProgram.COTURN), LONG);
    assertEquals(Optional.empty(), reason);
    assertFalse(Files.exists(dir.resolve("asked")));
  }

  @Test
  void aFailedInstallationIsReportedAndNotFatal() throws IOException {
    var reason = packages("exit 100").install(Set.of(SystemProgram.COTURN), LONG).orElseThrow();
    assertTrue(reason.contains("`apt-get install coturn` failed"), reason);
  }

  @Test
  void aPackageManagerThatHangsIsKilledWithAllItsProcesses() throws Exception {
    var hangs = packages("sleep 300 & echo $! > pid; wait");
    var reason = hangs.install(Set.of(SystemProgram.COTURN), Duration.ofSeconds(2));
    assertTrue(reason.orElseThrow().contains("failed"));
    var child = Long.parseLong(Files.readString(dir.resolve("pid")).strip());
    ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
  }

  @Test
  void withoutRootTheUserIsToldWhatToInstall() throws IOException {
    var machine = new DebianPackages.Machine("apt-get", Optional.empty(), program -> false);
    var reason =
        new DebianPackages(dir, console(), machine).install(Set.of(SystemProgram.COTURN), LONG);
    assertEquals("install it: `sudo apt-get install coturn`", reason.orElseThrow());
  }

  private DebianPackages packages(String aptGet) throws IOException {
    var program = Files.writeString(dir.resolve("apt-get"), "#!/bin/sh\n" + aptGet);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new DebianPackages(
        dir,
        console(),
        new DebianPackages.Machine(
            program.toString(),
            Optional.of(List.of()),
            wanted -> Files.exists(dir.resolve("turnserver"))));
  }

  private Console console() {
    return new Console(new PrintStream(said, true, UTF_8));
  }
}
