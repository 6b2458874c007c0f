package dev.visavis.devstack.run;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.PrivateFiles;
import dev.visavis.infra.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Runs Janus from the system's packages as a media server of this stack.
///
/// It parses what strangers send. So root runs it as a user of its own, its memory is limited, it
/// loads only the parts that are used, and its API listens on loopback and needs a secret.
///
/// @param settings common to all media servers of this stack
/// @param instance counted from 0
/// @param port of the API on loopback
record Janus(JanusSettings settings, int instance, int port, DataDirectory data) {
  /// A user without an account. systemd gives ids of this range to services, so that no person has
  /// it.
  private static final int USER = 61_980;

  private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

  /// A call of 32 participants takes about 60 MB; the leaks and faults of Janus may take more.
  private static final int MAX_MEMORY_KB = 1024 * 1024;

  /// Each connection of a participant has a thread.
  private static final int THREAD_STACK_KB = 1024;

  private static final Duration START_TIMEOUT = Duration.ofSeconds(15);
  private static final String NONE = "unused";

  String name() {
    return "janus-" + instance;
  }

  /// The URL of its API.
  String url() {
    return "ws://127.0.0.1:" + port;
  }

  Program asProgram() {
    var health = Health.tcp(port);
    var stage = Program.Stage.INFRASTRUCTURE;
    return new Program(name(), port, health, Set.of(), stage, this::start, null, true);
  }

  private ChildProcess start() {
    try {
      var folder = data.run().resolve(name());
      write(folder);
      var process =
          ChildProcess.start(
              name(),
              command(IS_ROOT),
              Map.of(),
              folder,
              data.log(name()),
              ChildProcess.StopSignal.TERM);
      Readiness.await(process, START_TIMEOUT, () -> Health.tcp(port).isGood());
      return process;
    } catch (IOException e) {
      throw new InfraException("cannot set up Janus: " + e.getMessage(), e);
    }
  }

  /// Uses relative paths, because the user of Janus may be unable to enter the folders above.
  List<String> command(boolean isRoot) {
    var limits = "ulimit -s %d && ulimit -d %d".formatted(THREAD_STACK_KB, MAX_MEMORY_KB);
    var command = new ArrayList<>(List.of("/bin/sh", "-c", limits + " && exec \"$@\"", "janus"));
    if (isRoot) {
      var user = Integer.toString(USER);
      command.addAll(List.of("setpriv", "--reuid", user, "--regid", user));
      command.addAll(List.of("--clear-groups", "--no-new-privs"));
    }
    command.addAll(List.of(settings.program().toString(), "-F", ".", "-C", "./janus.jcfg"));
    return command;
  }

  /// Writes the configuration, and links the parts of Janus that are used.
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var part : List.of("plugins/libjanus_videoroom.so", "transports/libjanus_websockets.so")) {
      var link = folder.resolve(part);
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, settings.libraries().resolve(part));
    }
    Files.createDirectories(folder.resolve(NONE));
    for (var file : JanusSettings.FILES) {
      PrivateFiles.write(folder.resolve(file), settings.configuration(file, port));
    }
    if (IS_ROOT) {
      giveToUser(folder);
    }
  }

  private static void giveToUser(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (var file :
          Stream.concat(Stream.of(folder), files.filter(Files::isRegularFile)).toList()) {
        Files.setAttribute(file, "unix:uid", USER);
      }
    }
  }
}
