package dev.visavis.devstack.build;

import dev.visavis.devstack.Checkout;
import dev.visavis.infra.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Copies of built apps, named by the hash of their sources. Stacks run from these copies, so that
/// a build or a second stack never changes a file of a running process.
public final class BuiltApps {
  /// A running stack may still use an earlier build.
  private static final int MAX_KEPT_BUILDS = 3;

  private static final List<String> SHARED =
      List.of("pom.xml", ".mvn/jvm.config", "shared-proto/pom.xml", "shared-proto/src/main");

  private final Checkout checkout;

  public BuiltApps(Checkout checkout) {
    this.checkout = checkout;
  }

  /// The folder with `quarkus-run.jar`; it exists if the present sources have been built.
  public Path of(Service service) throws IOException {
    var module = service.module();
    var sources = new ArrayList<>(SHARED);
    sources.addAll(List.of("service-support/pom.xml", "service-support/src/main"));
    sources.addAll(List.of(module + "/pom.xml", module + "/src/main"));
    return checkout.apps().resolve(module).resolve(SourceHash.of(checkout.root(), sources));
  }

  /// The folder with `index.html` and the assets.
  public Path webUi() throws IOException {
    var stamp = SourceHash.of(checkout.root(), List.of("web-ui", "shared-proto/src/main/proto"));
    return checkout.apps().resolve("web-ui").resolve(stamp);
  }

  /// Copies a finished build from `built`.
  static void store(Path built, Path app) throws IOException {
    if (Files.isDirectory(app)) {
      return;
    }
    var staging = app.resolveSibling(app.getFileName() + ".new");
    Directories.delete(staging);
    Files.createDirectories(staging.getParent());
    copy(built, staging);
    Files.move(staging, app);
    deleteOld(Objects.requireNonNull(app.getParent()));
  }

  /// Keeps the times of the files: the edge ignores a compressed form that is older than its file.
  private static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (var path : paths.toList()) {
        var copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectory(copy);
        } else {
          Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static void deleteOld(Path apps) throws IOException {
    try (var kept = Files.list(apps)) {
      var oldest =
          kept.filter(Files::isDirectory)
              .sorted(Comparator.comparing(BuiltApps::created).reversed())
              .skip(MAX_KEPT_BUILDS)
              .toList();
      for (var app : oldest) {
        Directories.delete(app);
      }
    }
  }

  private static FileTime created(Path app) {
    try {
      return Files.readAttributes(app, BasicFileAttributes.class).lastModifiedTime();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
