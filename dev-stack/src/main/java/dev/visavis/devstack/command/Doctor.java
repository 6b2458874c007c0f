package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.build.Node;
import dev.visavis.devstack.debian.SystemProgram;
import dev.visavis.infra.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `visavis doctor`: checks this machine's prerequisites.
final class Doctor {
  private static final long ENOUGH_MEMORY_MB = 3_000;
  private static final long ENOUGH_DISK_MB = 4_000;
  private static final int EDGE_PORT = 8080;

  private final Checkout checkout;

  Doctor(Checkout checkout) {
    this.checkout = checkout;
  }

  /// The result of one check.
  ///
  /// @param remedy the command or change that fixes it; empty if nothing is wrong
  record Finding(Verdict verdict, String what, String remedy) {
    enum Verdict {
      OK,
      /// The stack starts, but without a part.
      WARNING,
      /// `visavis up` cannot run.
      MISSING
    }

    static Finding ok(String what) {
      return new Finding(Verdict.OK, what, "");
    }

    String line() {
      return "%-8s %s%s".formatted(verdict, what, remedy.isEmpty() ? "" : ": " + remedy);
    }
  }

  List<Finding> examine() throws IOException {
    var findings = new ArrayList<Finding>();
    findings.add(Finding.ok("JDK " + Runtime.version() + " at " + System.getProperty("java.home")));
    findings.add(node());
    findings.add(port());
    findings.add(memory());
    findings.add(disk());
    findings.add(
        programs(
            "coturn",
            "the TURN server; `up` installs it as root or with sudo, and starts without it",
            List.of(SystemProgram.COTURN)));
    findings.add(janus());
    findings.add(
        programs(
            "Chromium",
            "`visavis test browser`, which installs it as root or with sudo",
            List.of(SystemProgram.CHROMIUM)));
    findings.add(
        programs(
            "Docker with Compose",
            "`visavis test compose` only",
            SystemProgram.forCompose(System.getenv())));
    return findings;
  }

  private static Finding janus() {
    var finding =
        programs(
            "Janus",
            "calls of more than four people; `up` installs it as root or with sudo, and starts without it",
            List.of(SystemProgram.JANUS));
    return JanusVersion.installed()
        .map(version -> Finding.ok(finding.what() + ", version " + version.describe()))
        .orElse(finding);
  }

  private static Finding node() {
    var version = Node.version();
    if (version == null || !Node.isEnough(version)) {
      var found = version == null ? "Node.js is missing" : "Node.js " + version + " is too old";
      return new Finding(
          Finding.Verdict.MISSING, found, "install version 20.19 or later (nodejs.org)");
    }
    if (!Node.hasNpm()) {
      return new Finding(
          Finding.Verdict.MISSING,
          "npm is missing for Node.js " + version,
          "install it (nodejs.org has both; Debian package npm)");
    }
    return Finding.ok("Node.js " + version);
  }

  private static Finding port() {
    return Ports.isFree("127.0.0.1", EDGE_PORT)
        ? Finding.ok("port " + EDGE_PORT + " is free")
        : new Finding(
            Finding.Verdict.WARNING,
            "port " + EDGE_PORT + " is taken",
            "end the program that uses it, or use ./visavis up --port N");
  }

  private static Finding memory() throws IOException {
    var meminfo = Path.of("/proc/meminfo");
    if (!Files.exists(meminfo)) {
      return Finding.ok("memory unknown");
    }
    try (var lines = Files.lines(meminfo)) {
      long availableMb =
          lines
              .filter(line -> line.startsWith("MemAvailable:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
              .findFirst()
              .orElse(0);
      return enough("memory", availableMb, ENOUGH_MEMORY_MB, "end other programs");
    }
  }

  private Finding disk() throws IOException {
    long freeMb = Files.getFileStore(checkout.root()).getUsableSpace() >> 20;
    return enough("disk space", freeMb, ENOUGH_DISK_MB, "free some space, or delete .visavis");
  }

  private static Finding enough(String what, long mb, long enoughMb, String remedy) {
    var found = "%s: %,d MB free".formatted(what, mb);
    return mb >= enoughMb
        ? Finding.ok(found)
        : new Finding(
            Finding.Verdict.WARNING,
            found,
            "%,d MB are recommended; %s".formatted(enoughMb, remedy));
  }

  private static Finding programs(String name, String neededFor, List<SystemProgram> programs) {
    var missing = SystemProgram.missing(programs);
    if (missing.isEmpty()) {
      var first = programs.getFirst().find();
      return Finding.ok(name + first.map(path -> " at " + path).orElse(""));
    }
    return new Finding(
        Finding.Verdict.WARNING,
        name + " is missing, needed for " + neededFor,
        "apt-get install " + SystemProgram.debianPackages(missing));
  }
}
