package dev.visavis.devstack.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// The hash of a build's sources. The same content has the same hash, independent of the time and
/// place of the checkout.
public final class SourceHash {
  private static final Set<String> NOT_SOURCES =
      Set.of("target", "node_modules", "dist", "gen", "test-results", ".git");
  private static final int NAME_LENGTH = 16;

  private SourceHash() {}

  /// The hash of files and folders below `root`; a missing one counts as empty.
  public static String of(Path root, List<String> sources) throws IOException {
    var digest = sha256();
    var files = new ArrayList<Path>();
    for (var source : sources) {
      collect(root.resolve(source), files);
    }
    for (var file : files.stream().sorted().toList()) {
      digest.update(root.relativize(file).toString().getBytes(UTF_8));
      digest.update((byte) 0);
      digest.update(sha256().digest(Files.readAllBytes(file)));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH);
  }

  private static void collect(Path start, List<Path> files) throws IOException {
    if (Files.notExists(start)) {
      return;
    }
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return NOT_SOURCES.contains(dir.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
