package dev.visavis.devstack;

import java.nio.file.Path;

/// The source tree, and what is kept of its builds for every stack that runs from it.
public record Checkout(Path root) {
  /// What has been built and copied out of the reach of the next build.
  public Path apps() {
    return root.resolve(".visavis/app");
  }

  /// Logs and the lock of the build.
  public Path build() {
    return root.resolve(".visavis/build");
  }

  /// Where `./visavis up` keeps its data unless told otherwise.
  public Path defaultData() {
    return root.resolve(".visavis");
  }
}
