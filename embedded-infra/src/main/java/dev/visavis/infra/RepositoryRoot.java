package dev.visavis.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the checkout is: what Maven has built for the embedded servers lies below it.
public final class RepositoryRoot {
  private RepositoryRoot() {}

  /// The nearest directory upwards from the working directory that holds `embedded-infra`.
  public static Path find() {
    for (var dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.exists(dir.resolve("embedded-infra/pom.xml"))) {
        return dir;
      }
    }
    throw new InfraException(
        "no Visavis checkout at or above " + Path.of("").toAbsolutePath() + ": run inside of it");
  }

  /// What is unpacked once and shared by everything that runs from this checkout.
  static Path binaries() {
    return find().resolve(".visavis/bin");
  }
}
