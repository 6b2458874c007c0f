package dev.visavis.devstack.run;

import dev.visavis.devstack.Console;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.Directories;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.Ports;
import dev.visavis.infra.Readiness;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An AOT cache of one program (JEP 483, 514), which halves the work of its start.
///
/// The cache is created in idle time after the first start of a build: the program runs a second
/// time, isolated from the stack, until it is ready, and the JVM writes the cache when that run
/// ends. The next start uses it. A bad cache is never fatal: the JVM ignores one that does not
/// match, and a cache with which the program does not start is deleted.
final class AotCache {
  /// `off`: creates no cache, for measurements and short runs. `on`: creates it even on a busy
  /// machine.
  private static final String SWITCH = "VISAVIS_AOT_TRAINING";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration WRITE_LIMIT = Duration.ofMinutes(3);

  private final String name;
  private final List<String> launch;
  private final Path folder;
  private final Path cache;
  private final @Nullable Training training;

  /// Runs a program isolated from the stack.
  interface Training {
    /// @param arguments after the jar or the main class
    /// @param port accepts connections once the program is ready
    /// @param paths requested then over HTTP
    record Run(
        List<String> arguments, Map<String, String> environment, int port, List<String> paths) {}

    /// @param place an empty working folder
    Run prepare(Path place) throws IOException;
  }

  /// @param launch the command line up to the jar or the main class, without the cache options; a
  ///     cache is valid only for this command line
  /// @param folder of the program's jars
  /// @param training null for all but one instance of a program
  AotCache(String name, List<String> launch, Path folder, @Nullable Training training) {
    this.name = name;
    this.launch = launch;
    this.folder = folder;
    this.training = training;
    var key =
        HexFormat.of()
            .toHexDigits(launch.hashCode() * 31 + Runtime.version().toString().hashCode());
    this.cache = folder.resolve("app-" + key + ".aot");
  }

  static boolean mayBeMade() {
    return !"off".equals(System.getenv(SWITCH));
  }

  /// Whether the machine is idle.
  static boolean isIdle() {
    if ("on".equals(System.getenv(SWITCH))) {
      return true;
    }
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system.getSystemLoadAverage() <= 2.0 * system.getAvailableProcessors();
  }

  boolean isUsed() {
    return Files.exists(cache);
  }

  /// The JVM options for the next start.
  List<String> options() {
    return isUsed() ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off,cds=off") : List.of();
  }

  /// Deletes a cache with which the program did not start.
  void discard() {
    try {
      Files.deleteIfExists(cache);
    } catch (IOException e) {
      throw new InfraException("cannot delete a bad AOT cache: " + e.getMessage(), e);
    }
  }

  /// Creates the cache unless it exists, at the lowest priority. An interrupt ends it with all its
  /// processes.
  ///
  /// @param place the working folder, which is deleted afterwards
  void make(Path place, Path log, Console console) {
    if (training == null || isUsed()) {
      return;
    }
    try {
      if (!train(training, place, log) && !Thread.currentThread().isInterrupted()) {
        console.progress("no AOT cache for %s; see %s".formatted(name, log));
      }
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        console.progress("no AOT cache for %s: %s".formatted(name, e.getMessage()));
      }
    }
  }

  private boolean train(Training training, Path place, Path log) throws IOException {
    Directories.delete(place);
    Files.createDirectories(place);
    var run = training.prepare(place);
    var staging =
        folder.resolve(cache.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    var process =
        ChildProcess.start(
            name,
            command(staging, run),
            run.environment(),
            place,
            log,
            ChildProcess.StopSignal.TERM);
    try {
      Readiness.await(process, START_LIMIT, () -> Ports.accepts(run.port()));
      for (var path : run.paths()) {
        // The response does not matter, because the dependencies are missing; the request itself
        // warms up the code.
        new Health(URI.create("http://127.0.0.1:" + run.port() + path)).isGood();
      }
      process.requestStop();
      if (!process.waitFor(WRITE_LIMIT) || Files.notExists(staging) || Files.size(staging) == 0) {
        return false;
      }
      Files.move(staging, cache, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (InfraException e) {
      return false; // the log has the reason
    } finally {
      process.kill();
      Files.deleteIfExists(staging);
      Files.deleteIfExists(folder.resolve(staging.getFileName() + ".config"));
      Directories.delete(place);
    }
  }

  private List<String> command(Path output, Training.Run run) {
    var command = new ArrayList<>(List.of("nice", "-n", "19", launch.getFirst()));
    command.addAll(List.of("-XX:AOTCacheOutput=" + output, "-Xlog:aot=off,cds=off"));
    command.addAll(launch.subList(1, launch.size()));
    command.addAll(run.arguments());
    return command;
  }
}
