package dev.visavis.devstack.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.devstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Node.js on the PATH.
public final class Node {
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");
  private static final int MAJOR = 20;
  private static final int MINOR = 19;

  private Node() {}

  /// @throws StackException if it is missing or too old to build the web UI
  public static void require() {
    var version = version();
    if (version == null) {
      throw new StackException("Node.js is missing: install version 20.19 or later (nodejs.org)");
    }
    if (!isEnough(version)) {
      throw new StackException(
          "Node.js %s is too old: install version 20.19 or later (nodejs.org)".formatted(version));
    }
    if (!hasNpm()) {
      throw new StackException("npm is missing: install it (Debian package npm)");
    }
  }

  /// The output of `node --version`; null if Node.js is not installed.
  public static @Nullable String version() {
    try {
      var process = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      return null; // node is not on the PATH
    }
  }

  /// Debian packages npm separately.
  public static boolean hasNpm() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm")));
  }

  public static boolean isEnough(String version) {
    var parts = VERSION.matcher(version);
    if (!parts.matches()) {
      return false;
    }
    int major = Integer.parseInt(parts.group(1));
    return major > MAJOR || (major == MAJOR && Integer.parseInt(parts.group(2)) >= MINOR);
  }
}
