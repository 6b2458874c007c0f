package dev.visavis.devstack.run;

import dev.visavis.devstack.Console;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.InfraException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What the JVM has learned of one program, so that it starts with less than half the work
/// (JEP 483, 514).
///
/// The first run after a build is recorded and written down when it ends; the next one makes the
/// cache of it once everything is ready; from the third on it is used. A cache that does not fit is
/// never fatal: the JVM ignores it, and one that breaks a start is thrown away.
final class AotCache {
  /// Set to `off`, nothing is recorded and no cache is made: for runs that measure or that
  /// end soon.
  private static final String TRAINING = "VISAVIS_AOT_TRAINING";

  private static final int KILLED = 137;
  private static final Duration CREATION_LIMIT = Duration.ofMinutes(3);

  private final String name;
  private final boolean records;
  private final boolean isRecording;
  private final List<String> launch;
  private final Path folder;
  private final Path cache;
  private final Path recording;
  private final Path unfinished;

  /// @param launch the command line up to the jar or the main class, without what concerns the
  ///     cache; what was learned holds for this one only
  /// @param folder beside the program's jars
  /// @param records whether this instance may be the one that is recorded
  AotCache(String name, List<String> launch, Path folder, boolean records) {
    this.name = name;
    this.records = records;
    this.folder = folder;
    this.launch = launch;
    var key =
        HexFormat.of()
            .toHexDigits(launch.hashCode() * 31 + Runtime.version().toString().hashCode());
    this.cache = folder.resolve("app-" + key + ".aot");
    this.recording = folder.resolve("app-" + key + ".recording");
    this.unfinished =
        folder.resolve("app-" + key + "." + ProcessHandle.current().pid() + ".unfinished");
    this.isRecording =
        records && mayTrain() && isMachineQuiet() && !isUsed() && Files.notExists(recording);
  }

  private static boolean mayTrain() {
    return !"off".equals(System.getenv(TRAINING));
  }

  /// A run that is recorded starts more slowly: not where starting is slow enough already.
  private static boolean isMachineQuiet() {
    if ("on".equals(System.getenv(TRAINING))) {
      return true;
    }
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system.getSystemLoadAverage() <= 2.0 * system.getAvailableProcessors();
  }

  boolean isUsed() {
    return Files.exists(cache);
  }

  /// Whether this run is written down when it ends, which takes a few seconds.
  boolean isRecording() {
    return isRecording;
  }

  /// The JVM options for the run that begins now.
  List<String> options() {
    if (isUsed()) {
      return List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off,cds=off");
    }
    if (isRecording) {
      return List.of(
          "-XX:AOTMode=record", "-XX:AOTConfiguration=" + unfinished, "-Xlog:aot=off,cds=off");
    }
    return List.of();
  }

  /// Takes over what a run has written down; one that was killed may not have been done with it.
  void keepRecording(int exitCode) throws IOException {
    if (exitCode != KILLED && Files.exists(unfinished) && Files.size(unfinished) > 0) {
      Files.move(unfinished, recording, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.deleteIfExists(unfinished);
  }

  /// Forgets a cache with which the program did not start.
  void discard() {
    try {
      Files.deleteIfExists(cache);
      Files.deleteIfExists(recording);
    } catch (IOException e) {
      throw new InfraException("a bad AOT cache stays: " + e.getMessage(), e);
    }
  }

  /// Makes the cache of the last recording, with whatever processor time nobody else wants.
  void create(Path log, Console console) {
    try {
      createOrFail(log, console);
    } catch (IOException e) {
      console.progress("no AOT cache for %s: %s".formatted(name, e.getMessage()));
    }
  }

  private void createOrFail(Path log, Console console) throws IOException {
    if (!records || !mayTrain() || isUsed() || Files.notExists(recording)) {
      return;
    }
    var staging = cache.resolveSibling(cache.getFileName() + ".new");
    var command = new ArrayList<>(List.of("nice", "-n", "19", launch.getFirst()));
    command.addAll(
        List.of(
            "-XX:AOTMode=create",
            "-XX:AOTConfiguration=" + recording,
            "-XX:AOTCache=" + staging,
            "-Xlog:aot=off,cds=off"));
    command.addAll(launch.subList(1, launch.size()));
    var process =
        ChildProcess.start(name, command, Map.of(), folder, log, ChildProcess.StopSignal.TERM);
    try {
      if (process.waitFor(CREATION_LIMIT) && process.onExit().join() == 0) {
        Files.move(staging, cache, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(recording);
      } else if (!Thread.currentThread().isInterrupted()) {
        console.progress("no AOT cache for %s; see %s".formatted(name, log));
        Files.deleteIfExists(recording);
      }
    } finally {
      process.kill();
      Files.deleteIfExists(staging);
    }
  }
}
