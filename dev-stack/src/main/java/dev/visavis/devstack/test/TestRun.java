package dev.visavis.devstack.test;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.BuildTool;
import dev.visavis.devstack.build.Node;
import dev.visavis.devstack.build.Service;
import dev.visavis.devstack.build.StackBuild;
import dev.visavis.devstack.debian.DebianPackages;
import dev.visavis.devstack.debian.SystemProgram;
import dev.visavis.devstack.licences.BillsOfMaterials;
import dev.visavis.devstack.licences.Licences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `visavis test`: runs the requested suites. The system tests and the browser tests start their
/// own stacks, from the builds of the first two suites.
public final class TestRun {
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);

  private final Checkout checkout;
  private final Console console;
  private final StackBuild build;
  private final Path logs;
  private final Map<TestSuite, TestSummary> tallies = new EnumMap<>(TestSuite.class);

  public TestRun(Checkout checkout, Console console) {
    this.checkout = checkout;
    this.console = console;
    this.build = new StackBuild(checkout, console);
    this.logs = checkout.defaultData().resolve("test/logs");
  }

  /// Returns whether all tests passed.
  public boolean run(Set<TestSuite> suites) throws IOException, InterruptedException {
    Files.createDirectories(logs);
    if (suites.contains(TestSuite.BROWSER) || suites.contains(TestSuite.GROUPS)) {
      installBrowser();
    }
    if (suites.contains(TestSuite.COMPOSE)) {
      requireDocker();
    }
    for (var suite : TestSuite.values()) {
      if (suites.contains(suite)) {
        console.progress("testing: " + suite);
        var summary = run(suite);
        tallies.put(suite, summary);
        summary.failures().stream().flatMap(it -> it.lines().stream()).forEach(console::say);
        console.progress("  " + summary);
      }
    }
    console.say("");
    tallies.forEach((suite, summary) -> console.say("%-8s %s".formatted(suite, summary)));
    var all = tallies.values().stream().reduce(TestSummary.NONE, TestSummary::plus);
    console.say(all.toString());
    return all.failed() == 0 && all.passed() > 0;
  }

  private void installBrowser() throws IOException {
    var wanted = EnumSet.of(SystemProgram.CHROMIUM, SystemProgram.COTURN);
    var missing = new DebianPackages(logs, console).install(wanted, INSTALL_LIMIT);
    if (missing.isPresent()) {
      throw new StackException("the browser tests need more packages: " + missing.get());
    }
  }

  /// Checks this before the long build. `visavis` does not install a Docker engine.
  private static void requireDocker() {
    var missing = SystemProgram.missing(SystemProgram.forCompose(System.getenv()));
    if (!missing.isEmpty()) {
      throw new StackException(
          "the proof of Docker Compose needs more packages: run `sudo apt-get install --no-install-recommends %s`"
              .formatted(SystemProgram.debianPackages(missing)));
    }
  }

  private TestSummary run(TestSuite suite) throws IOException, InterruptedException {
    return switch (suite) {
      case JAVA -> java();
      case WEB -> web();
      case SYSTEM -> system("system", "**/*Test");
      case CLUSTER -> system("cluster", "faults/BrokersUnderLoad", "-Dvisavis.test.brokers=3");
      case UPGRADE -> system("upgrade", "faults/UpgradeUnderLoad");
      case BROWSER -> browser("browser", "together", "alone");
      case GROUPS -> browser("groups", "groups");
      case COMPOSE -> compose();
    };
  }

  private TestSummary java() throws IOException {
    var start = Instant.now();
    // Runs two modules at a time, so that one continues while the tests of the other wait.
    var ok = maven("java", List.of("-T2", "-fae", "-pl", "!system-tests", "verify"));
    if (ok) {
      build.storeServices(List.of(Service.values()));
    }
    var summary = TestSummary.NONE;
    for (var parent : List.of(checkout.root(), checkout.root().resolve("examples"))) {
      try (var modules = Files.newDirectoryStream(parent, Files::isDirectory)) {
        for (var module : modules) {
          if (!module.endsWith("system-tests")) {
            summary = summary.plus(Reports.surefire(module, start));
          }
        }
      }
    }
    return (ok ? summary.plus(licences()) : summary).orFailed("java", ok);
  }

  /// Checks the licences of the build.
  private TestSummary licences() throws IOException {
    var objections = new Licences(checkout).objections();
    return objections.isEmpty()
        ? TestSummary.of("licences", true)
        : new TestSummary(0, List.of(Failure.of("licences", String.join("\n", objections))));
  }

  private TestSummary web() throws IOException {
    Node.require();
    var webUi = checkout.root().resolve("web-ui");
    build.installNodeModules(webUi, logs.resolve("web-install.log"));
    var report = logs.resolve("vitest.json");
    Files.deleteIfExists(report);
    var summary = TestSummary.of("build", npm("build", webUi, "build"));
    for (var check : List.of("format:check", "lint", "typecheck", "knip")) {
      summary = summary.plus(TestSummary.of(check, npm(check.replace(':', '-'), webUi, check)));
    }
    var ok =
        npm(
            "vitest",
            webUi,
            "test",
            "--",
            "--reporter=default",
            "--reporter=json",
            "--outputFile.json=" + report);
    summary = summary.plus(Reports.vitest(report).orFailed("vitest", ok));
    if (Files.isDirectory(webUi.resolve("dist"))) {
      build.storeWebUi();
    }
    return summary.plus(eventsExample());
  }

  private TestSummary eventsExample() throws IOException {
    var folder = checkout.root().resolve("examples/events-js");
    build.installNodeModules(folder, logs.resolve("events-js-install.log"));
    return TestSummary.of("events-js", npm("events-js", folder, "test"));
  }

  /// The stack of these tests builds missing modules.
  private TestSummary system(String name, String tests, String... properties) throws IOException {
    return system(name, tests, Map.of(), properties);
  }

  private TestSummary system(
      String name, String tests, Map<String, String> environment, String... properties)
      throws IOException {
    var start = Instant.now();
    var arguments = new ArrayList<>(List.of("-pl", "system-tests", "-am"));
    arguments.addAll(List.of(properties));
    arguments.add("-Dtest=dev/visavis/systemtests/" + tests);
    arguments.add("-Dsurefire.failIfNoSpecifiedTests=false");
    arguments.add("-Dspotless.check.skip=true");
    arguments.add("verify");
    var ok = maven(name, arguments, environment);
    return Reports.surefire(checkout.root().resolve("system-tests"), start).orFailed(name, ok);
  }

  /// @param projects of `playwright.config.ts`
  private TestSummary browser(String name, String... projects) throws IOException {
    Node.require();
    var folder = checkout.root().resolve("system-tests/browser");
    build.installNodeModules(folder, logs.resolve("browser-install.log"));
    var report = logs.resolve("playwright.json");
    Files.deleteIfExists(report);
    var summary = TestSummary.of("browser-check", npm("browser-check", folder, "check"));
    // Not through npx, which does not stop its child when it is stopped.
    var playwright = "node_modules/@playwright/test/cli.js";
    var command = new ArrayList<>(List.of("node", playwright, "test", "--reporter=list,json"));
    for (var project : projects) {
      command.add("--project=" + project);
    }
    var environment = Map.of("PLAYWRIGHT_JSON_OUTPUT_NAME", report.toString());
    var ok = run(name, command, folder, environment);
    return summary.plus(Reports.playwright(report).orFailed(name, ok));
  }

  /// The images are built from the modules' own folders.
  private TestSummary compose() throws IOException, InterruptedException {
    Node.require();
    var modules = Stream.of(Service.values()).map(Service::module).collect(Collectors.joining(","));
    var skip = List.of("-Dmaven.test.skip=true", "-Dspotless.check.skip=true");
    var arguments = new ArrayList<>(skip);
    arguments.addAll(List.of("-pl", modules + ",embedded-infra/broker", "-am", "package"));
    if (!maven("compose-services", arguments)) {
      return TestSummary.of("compose-services", false);
    }
    var webUi = checkout.root().resolve("web-ui");
    build.installNodeModules(webUi, logs.resolve("web-install.log"));
    new BillsOfMaterials(checkout, console).write();
    if (!npm("build", webUi, "build")) {
      return TestSummary.of("web-build", false);
    }
    try (var engine = DockerEngine.start(checkout, logs, console)) {
      var tally = system("compose", "ComposeJourney", engine.environment());
      return tally.plus(containers(engine.environment()));
    }
  }

  /// Runs the service tests on containers of the same images instead of child processes.
  private TestSummary containers(Map<String, String> environment) throws IOException {
    var start = Instant.now();
    var modules = List.of("presence-service", "history-service", "call-service");
    var arguments =
        List.of(
            "-Dvisavis.infra=containers",
            "-pl",
            String.join(",", modules),
            "-am",
            "-Dtest=dev/visavis/presence/*Test,dev/visavis/history/**/*Test,CallServiceTest",
            "-Dsurefire.failIfNoSpecifiedTests=false",
            "-Dspotless.check.skip=true",
            "test");
    var ok = maven("containers", arguments, environment);
    var tally = TestSummary.NONE;
    for (var module : modules) {
      tally = tally.plus(Reports.surefire(checkout.root().resolve(module), start));
    }
    return tally.orFailed("containers", ok);
  }

  private boolean maven(String name, List<String> arguments) throws IOException {
    return maven(name, arguments, Map.of());
  }

  private boolean maven(String name, List<String> arguments, Map<String, String> environment)
      throws IOException {
    var command = new ArrayList<>(List.of(checkout.root().resolve("mvnw").toString()));
    command.addAll(List.of("-B", "-ntp"));
    command.addAll(arguments);
    return run(name, command, checkout.root(), environment);
  }

  private boolean npm(String name, Path folder, String script, String... arguments)
      throws IOException {
    var command = new ArrayList<>(List.of("npm", "run", script));
    command.addAll(List.of(arguments));
    return run("web-" + name, command, folder, Map.of());
  }

  private boolean run(
      String name, List<String> command, Path folder, Map<String, String> environment)
      throws IOException {
    try {
      var quick = new HashMap<>(environment);
      // Short-lived stacks gain nothing from either.
      quick.put("VISAVIS_AOT_TRAINING", "off");
      quick.put("VISAVIS_JVM_COMPILER", "c1");
      new BuildTool(name, command, folder, logs.resolve(name + ".log"), console).run(quick);
      return true;
    } catch (StackException e) {
      console.say(String.valueOf(e.getMessage()));
      return false;
    }
  }
}
