package dev.visavis.devstack.debian;

import dev.visavis.devstack.Console;
import dev.visavis.infra.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Installs missing packages if possible: on Debian, as root or with passwordless `sudo`.
///
/// @param logs the folder for `apt.log`
public record DebianPackages(Path logs, Console console, Machine machine) {
  /// Gives an interrupted package manager time to finish, because it leaves half-installed packages
  /// otherwise.
  private static final Duration INTERRUPTED_GRACE = Duration.ofSeconds(3);

  private static final List<String> OPTIONS =
      List.of(
          "-q",
          "-o=Acquire::http::Timeout=10",
          "-o=Acquire::https::Timeout=10",
          "-o=Acquire::Retries=1",
          "-o=DPkg::Lock::Timeout=20");

  /// @param aptGet the program
  /// @param asRoot the command prefix that runs a command as root; empty if that is not possible
  /// @param has whether a program is installed
  record Machine(String aptGet, Optional<List<String>> asRoot, Predicate<SystemProgram> has) {}

  public DebianPackages(Path logs, Console console) {
    this(logs, console, new Machine("apt-get", asRoot(), program -> program.find().isPresent()));
  }

  /// Installs the missing ones of `wanted`.
  ///
  /// @param limit for the whole installation; without a network it fails earlier
  /// @return why a program is still missing, and how to install it; empty if all are installed
  public Optional<String> install(Collection<SystemProgram> wanted, Duration limit)
      throws IOException {
    if (missing(wanted).isEmpty()) {
      return Optional.empty();
    }
    var packages = SystemProgram.debianPackages(missing(wanted));
    var names = List.of(packages.split(" ", -1));
    if (machine.asRoot().isEmpty()) {
      return Optional.of("install it: `sudo apt-get install %s`".formatted(packages));
    }
    console.progress("installing " + packages);
    Files.createDirectories(logs);
    long deadline = System.nanoTime() + limit.toNanos();
    var install = apt(concat(List.of("install", "-y", "--no-install-recommends"), names));
    var done =
        run(install, deadline)
            || run(List.of("dpkg", "--configure", "-a"), deadline)
                && run(apt(List.of("update")), deadline)
                && run(install, deadline);
    if (!done || !missing(wanted).isEmpty()) {
      return Optional.of(
          "`apt-get install %s` failed, see %s: fix the cause, or install it by hand"
              .formatted(packages, log()));
    }
    dismissServices(wanted, deadline);
    console.progress("installed " + packages);
    return Optional.empty();
  }

  private List<SystemProgram> missing(Collection<SystemProgram> wanted) {
    return wanted.stream().filter(machine.has().negate()).toList();
  }

  private List<String> apt(List<String> arguments) {
    return concat(List.of(machine.aptGet()), OPTIONS, arguments);
  }

  /// The packages of coturn and Janus start a server of their own, on the standard ports and
  /// without a password.
  private void dismissServices(Collection<SystemProgram> installed, long deadline) {
    for (var service : List.of(SystemProgram.COTURN, SystemProgram.JANUS)) {
      var name = service.debianPackage();
      if (installed.contains(service)
          && Files.isDirectory(Path.of("/run/systemd/system"))
          && !run(List.of("systemctl", "disable", "--now", name), deadline)) {
        console.progress(
            "the system's own %1$s may run too: `systemctl disable --now %1$s`".formatted(name));
      }
    }
  }

  private boolean run(List<String> command, long deadline) {
    var left = Duration.ofNanos(deadline - System.nanoTime());
    if (left.isNegative() || Thread.currentThread().isInterrupted()) {
      return false;
    }
    var process =
        ChildProcess.start(
            command.getFirst(),
            // Under sudo the process belongs to root, and this process cannot kill it.
            concat(
                machine.asRoot().orElseThrow(),
                List.of("timeout", Long.toString(left.toSeconds() + 1)),
                command),
            Map.of("DEBIAN_FRONTEND", "noninteractive"),
            logs,
            log(),
            ChildProcess.StopSignal.TERM);
    try {
      return process.waitFor(left) && process.onExit().join() == 0;
    } finally {
      letFinish(process);
      process.kill();
    }
  }

  private static void letFinish(ChildProcess process) {
    if (Thread.interrupted()) {
      process.waitFor(INTERRUPTED_GRACE);
      Thread.currentThread().interrupt();
    }
  }

  private Path log() {
    return logs.resolve("apt.log");
  }

  @SafeVarargs
  private static List<String> concat(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).collect(Collectors.toCollection(ArrayList::new));
  }

  private static Optional<List<String>> asRoot() {
    if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return Optional.empty();
    }
    if (System.getProperty("user.name").equals("root")) {
      return Optional.of(List.of());
    }
    try {
      var sudo = new ProcessBuilder("sudo", "-n", "true").redirectErrorStream(true).start();
      return sudo.waitFor(10, TimeUnit.SECONDS) && sudo.exitValue() == 0
          ? Optional.of(List.of("sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // sudo is not installed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
