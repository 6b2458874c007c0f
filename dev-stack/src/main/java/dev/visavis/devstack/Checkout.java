package dev.visavis.devstack;

import java.nio.file.Path;

/// The source tree and the folders of its builds, which all stacks of this checkout share.
public record Checkout(Path root) {
  /// The built apps, copied so that the next build does not change them.
  public Path apps() {
    return root.resolve(".visavis/app");
  }

  /// The build logs and the build lock.
  public Path build() {
    return root.resolve(".visavis/build");
  }

  /// The default data directory of `./visavis up`.
  public Path defaultData() {
    return root.resolve(".visavis");
  }
}
