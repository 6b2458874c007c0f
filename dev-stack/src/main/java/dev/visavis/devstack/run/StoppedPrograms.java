package dev.visavis.devstack.run;

import dev.visavis.infra.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The programs that `visavis stop` keeps down. Each has a marker file, so that any process can
/// stop a program.
public record StoppedPrograms(Path dir) {
  public boolean contains(String program) {
    return Files.exists(dir.resolve(program));
  }

  public void add(String program) throws IOException {
    Files.createDirectories(dir);
    Files.writeString(dir.resolve(program), "");
  }

  /// Returns whether the program was stopped.
  public boolean remove(String program) throws IOException {
    return Files.deleteIfExists(dir.resolve(program));
  }

  /// Removes all markers; a new stack starts all programs.
  public void clear() throws IOException {
    Directories.delete(dir);
  }
}
