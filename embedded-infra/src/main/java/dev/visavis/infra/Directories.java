package dev.visavis.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/// Deletes directory trees.
public final class Directories {
  private Directories() {}

  /// Deletes `root` and everything below it; does nothing if it does not exist.
  public static void delete(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        try {
          Files.deleteIfExists(path);
        } catch (NoSuchFileException e) {
          continue; // its owner, which is stopping, has deleted it
        }
      }
    }
  }
}
