package dev.visavis.devstack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {
  @TempDir private Path logs;

  @Test
  void aLargeLogIsRotatedWhileItsWriterContinues() throws IOException {
    var log = Files.writeString(logs.resolve("edge.log"), "0123456789");
    Files.writeString(logs.resolve("kafka.log"), "short");
    try (var writer = Files.newOutputStream(log, java.nio.file.StandardOpenOption.APPEND)) {
      LogRotation.rotate(logs, 8);
      writer.write('x');
    }
    assertEquals("x", Files.readString(log));
    assertEquals("0123456789", Files.readString(logs.resolve("edge.log.1")));
    assertFalse(Files.exists(logs.resolve("kafka.log.1")));
  }
}
