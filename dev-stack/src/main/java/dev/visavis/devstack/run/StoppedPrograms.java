package dev.visavis.devstack.run;

import dev.visavis.infra.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Programs that are to stay down although the stack runs: a marker file each, so that any process
/// can ask for it.
public record StoppedPrograms(Path dir) {
  public boolean contains(String program) {
    return Files.exists(dir.resolve(program));
  }

  public void add(String program) throws IOException {
    Files.createDirectories(dir);
    Files.writeString(dir.resolve(program), "");
  }

  /// Returns whether there was one.
  public boolean remove(String program) throws IOException {
    return Files.deleteIfExists(dir.resolve(program));
  }

  /// A new stack runs whole.
  public void clear() throws IOException {
    Directories.delete(dir);
  }
}
