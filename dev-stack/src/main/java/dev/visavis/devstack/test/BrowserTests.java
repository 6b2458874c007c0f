package dev.visavis.devstack.test;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.Node;
import dev.visavis.devstack.build.StackBuild;
import dev.visavis.devstack.debian.DebianPackages;
import dev.visavis.devstack.debian.SystemProgram;
import dev.visavis.devstack.run.OwnAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The journeys of `system-tests/browser`, in Chromium.
record BrowserTests(Checkout checkout, StackBuild build, TestTools tools) {
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);

  /// Installs what the tests need.
  ///
  /// @throws StackException if something is missing
  void install() throws IOException {
    var wanted = EnumSet.of(SystemProgram.CHROMIUM, SystemProgram.COTURN);
    var missing = new DebianPackages(tools.logs(), tools.console()).install(wanted, INSTALL_LIMIT);
    if (missing.isPresent()) {
      throw new StackException("the browser tests need more packages: " + missing.get());
    }
  }

  /// The journeys of every run. A machine that cannot have a media server skips those that need it.
  TestSummary ordinary() throws IOException {
    var missing = missingMediaServer();
    if (missing.isPresent()) {
      var skipped = TestSummary.skipped("calls through the media server", missing.get());
      return run("browser", List.of("together", "alone")).plus(skipped);
    }
    return run("browser", List.of("together", "alone", "groups-ci"));
  }

  /// Calls through the media server.
  TestSummary groups() throws IOException {
    return run("groups", List.of("groups"));
  }

  /// Why no browser can reach a media server on this machine. Not every Debian has Janus.
  private Optional<String> missingMediaServer() throws IOException {
    return OwnAddress.find().isEmpty()
        ? Optional.of("Janus cannot use the loopback address, and this machine has no other")
        : new DebianPackages(tools.logs(), tools.console())
            .install(EnumSet.of(SystemProgram.JANUS), INSTALL_LIMIT)
            .map(reason -> "Janus is not installed: " + reason);
  }

  /// @param projects of `playwright.config.ts`
  private TestSummary run(String name, List<String> projects) throws IOException {
    Node.require();
    var folder = checkout.root().resolve("system-tests/browser");
    build.installNodeModules(folder, tools.logs().resolve("browser-install.log"));
    var report = tools.logs().resolve("playwright.json");
    Files.deleteIfExists(report);
    var summary = TestSummary.of("browser-check", tools.npm("browser-check", folder, "check"));
    // Not through npx, which does not stop its child when it is stopped.
    var playwright = "node_modules/@playwright/test/cli.js";
    var command = new ArrayList<>(List.of("node", playwright, "test", "--reporter=list,json"));
    for (var project : projects) {
      command.add("--project=" + project);
    }
    var environment = Map.of("PLAYWRIGHT_JSON_OUTPUT_NAME", report.toString());
    var ok = tools.run(name, command, folder, environment);
    return summary.plus(Reports.playwright(report).orFailed(name, ok));
  }
}
