package dev.visavis.devstack.run;

import dev.visavis.devstack.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// Limits each log to two files of bounded size.
///
/// The processes keep their log file open, so it is copied and truncated, not renamed.
public final class LogRotation {
  private static final long MAX_BYTES = 10L * 1024 * 1024;
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private LogRotation() {}

  /// Rotates the logs as long as this JVM runs.
  public static void watch(DataDirectory data) {
    Thread.ofVirtual()
        .name("log-rotation")
        .start(
            () -> {
              try {
                while (true) {
                  Thread.sleep(INTERVAL);
                  rotate(data.logs(), MAX_BYTES);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  static void rotate(Path logs, long maxBytes) throws IOException {
    try (var files = Files.list(logs)) {
      for (var log : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        if (Files.size(log) > maxBytes) {
          var older = log.resolveSibling(log.getFileName() + ".1");
          Files.copy(log, older, StandardCopyOption.REPLACE_EXISTING);
          try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
          }
        }
      }
    }
  }
}
