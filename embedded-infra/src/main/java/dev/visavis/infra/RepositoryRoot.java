package dev.visavis.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the root of the checkout, below which Maven builds the embedded servers.
public final class RepositoryRoot {
  private RepositoryRoot() {}

  /// The nearest directory at or above the working directory that contains `embedded-infra`.
  public static Path find() {
    for (var dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.exists(dir.resolve("embedded-infra/pom.xml"))) {
        return dir;
      }
    }
    throw new InfraException(
        "there is no Visavis checkout at or above "
            + Path.of("").toAbsolutePath()
            + "; run the command inside a checkout");
  }

  /// The directory of the unpacked binaries, shared by all processes of this checkout.
  static Path binaries() {
    return find().resolve(".visavis/bin");
  }
}
