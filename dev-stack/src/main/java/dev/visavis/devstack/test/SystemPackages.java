package dev.visavis.devstack.test;

import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.BuildTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The Debian packages that browser journeys need: installed where that is possible.
record SystemPackages(Path logs, Console console) {
  private static final Map<String, String> PROGRAMS =
      Map.of("/usr/bin/chromium", "chromium", "/usr/bin/turnserver", "coturn");

  /// @throws StackException if some are missing and cannot be installed from here
  void install() throws IOException {
    var missing = new ArrayList<String>();
    PROGRAMS.forEach(
        (program, name) -> {
          if (!Files.isExecutable(Path.of(program))) {
            missing.add(name);
          }
        });
    if (missing.isEmpty()) {
      return;
    }
    var wanted = String.join(" ", missing);
    var root = root();
    if (root == null) {
      throw new StackException(
          "the browser journeys need more packages: run `sudo apt-get install " + wanted + "`");
    }
    console.progress("installing " + wanted);
    apt(root, List.of("update"));
    var install = new ArrayList<>(List.of("install", "-y", "--no-install-recommends"));
    install.addAll(missing);
    apt(root, install);
  }

  private void apt(List<String> root, List<String> arguments) throws IOException {
    var command = new ArrayList<>(root);
    command.addAll(List.of("apt-get", "-q"));
    command.addAll(arguments);
    new BuildTool("apt-get", command, logs, logs.resolve("apt.log"), console)
        .run(Map.of("DEBIAN_FRONTEND", "noninteractive"));
  }

  /// What to put before a command so that root runs it; null if that cannot be.
  private static @Nullable List<String> root() {
    if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return null;
    }
    if (System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    try {
      var sudo = new ProcessBuilder("sudo", "-n", "true").redirectErrorStream(true).start();
      return sudo.waitFor(10, TimeUnit.SECONDS) && sudo.exitValue() == 0
          ? List.of("sudo", "-n")
          : null;
    } catch (IOException e) {
      return null; // there is no sudo
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
