package dev.visavis.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/// Directory trees.
public final class Directories {
  private Directories() {}

  /// Deletes `root` and all below it; nothing to delete is fine.
  public static void delete(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        try {
          Files.deleteIfExists(path);
        } catch (NoSuchFileException e) {
          continue; // its owner, winding down, was faster
        }
      }
    }
  }
}
