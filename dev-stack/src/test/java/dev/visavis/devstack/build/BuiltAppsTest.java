package dev.visavis.devstack.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltAppsTest {
  private static final FileTime BUILT = FileTime.from(Instant.parse("2026-11-01T10:00:00Z"));

  @TempDir Path dir;

  /// Otherwise a compressed form can be older than its file by the order of copying, and the edge
  /// then sends the file uncompressed.
  @Test
  void aStoredBuildKeepsTheTimesOfItsFiles() throws IOException {
    var built = Files.createDirectories(dir.resolve("dist/assets"));
    for (var name : new String[] {"index.js.gz", "index.js"}) {
      Files.setLastModifiedTime(Files.writeString(built.resolve(name), name), BUILT);
    }

    var app = dir.resolve("apps/web-ui/abc");
    BuiltApps.store(dir.resolve("dist"), app);

    assertEquals("index.js", Files.readString(app.resolve("assets/index.js")));
    assertEquals(BUILT, Files.getLastModifiedTime(app.resolve("assets/index.js")));
    assertEquals(BUILT, Files.getLastModifiedTime(app.resolve("assets/index.js.gz")));
  }
}
