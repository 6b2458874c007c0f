package dev.visavis.devstack.test;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.Node;
import dev.visavis.devstack.build.ParallelTasks;
import dev.visavis.devstack.build.Service;
import dev.visavis.devstack.build.StackBuild;
import dev.visavis.devstack.debian.SystemProgram;
import dev.visavis.devstack.licences.BillsOfMaterials;
import dev.visavis.devstack.licences.Licences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `visavis test`: runs the requested suites. The system tests and the browser tests start their
/// own stacks, from the builds of the first two suites.
public final class TestRun {
  private final Checkout checkout;
  private final Console console;
  private final StackBuild build;
  private final Path logs;
  private final TestTools tools;
  private final BrowserTests browser;
  private final Map<TestSuite, TestSummary> tallies =
      Collections.synchronizedMap(new EnumMap<>(TestSuite.class));

  /// Counted down when the Maven run of the system tests has finished with the modules that the
  /// simulation needs too. Until then, another Maven run would read half-written files.
  private final CountDownLatch systemTestsBuilt = new CountDownLatch(1);

  public TestRun(Checkout checkout, Console console) {
    this.checkout = checkout;
    this.console = console;
    this.build = new StackBuild(checkout, console);
    this.logs = checkout.defaultData().resolve("test/logs");
    this.tools = new TestTools(checkout, logs, console);
    this.browser = new BrowserTests(checkout, build, tools);
  }

  /// Returns whether all tests passed.
  public boolean run(Set<TestSuite> suites) throws IOException, InterruptedException {
    Files.createDirectories(logs);
    if (suites.contains(TestSuite.BROWSER) || suites.contains(TestSuite.GROUPS)) {
      browser.install();
    }
    if (suites.contains(TestSuite.COMPOSE)) {
      requireDocker();
    }
    if (!suites.contains(TestSuite.SYSTEM)) {
      systemTestsBuilt.countDown();
    }
    var stages = new TreeMap<TestSuite, List<ParallelTasks.Task>>();
    for (var suite : EnumSet.copyOf(suites)) {
      stages.computeIfAbsent(suite.beside(), it -> new ArrayList<>()).add(() -> runSuite(suite));
    }
    for (var stage : stages.entrySet()) {
      if (stage.getKey() == TestSuite.SYSTEM && !build.hasServices()) {
        // Both would compile the services: the system tests for their stack.
        for (var task : stage.getValue()) {
          task.run();
        }
      } else {
        ParallelTasks.run(stage.getValue());
      }
    }
    return isSuccess();
  }

  private void runSuite(TestSuite suite) throws IOException, InterruptedException {
    console.progress("testing: " + suite);
    var summary = run(suite);
    tallies.put(suite, summary);
    summary.failures().forEach(failure -> console.say(String.join("\n", failure.lines())));
    console.progress("  %s: %s".formatted(suite, summary));
  }

  /// Prints the totals.
  private boolean isSuccess() {
    console.say("");
    tallies.forEach((suite, summary) -> console.say("%-10s %s".formatted(suite, summary)));
    var all = tallies.values().stream().reduce(TestSummary.NONE, TestSummary::plus);
    all.skipped().forEach(test -> console.say("skipped    " + test));
    console.say(all.toString());
    return all.failed() == 0 && all.passed() > 0;
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
      case SIMULATION -> simulation();
      case CLUSTER -> system("cluster", "faults/BrokersUnderLoad", "-Dvisavis.test.brokers=3");
      case UPGRADE -> system("upgrade", "faults/UpgradeUnderLoad");
      case BROWSER -> browser.ordinary();
      case GROUPS -> browser.groups();
      case COMPOSE -> compose();
    };
  }

  private TestSummary java() throws IOException {
    var start = Instant.now();
    // Runs three modules at a time, so that others continue while the tests of one wait.
    var ok =
        tools.maven("java", List.of("-T3", "-fae", "-pl", "!system-tests,!simulation", "verify"));
    if (ok) {
      build.storeServices(List.of(Service.values()));
    }
    var summary = TestSummary.NONE;
    for (var parent : List.of(checkout.root(), checkout.root().resolve("examples"))) {
      try (var modules = Files.newDirectoryStream(parent, Files::isDirectory)) {
        for (var module : modules) {
          summary = summary.plus(Reports.surefire(module, start));
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
    var summary = TestSummary.of("build", tools.npm("build", webUi, "build"));
    for (var check : List.of("format:check", "lint", "typecheck", "knip")) {
      summary =
          summary.plus(TestSummary.of(check, tools.npm(check.replace(':', '-'), webUi, check)));
    }
    var ok =
        tools.npm(
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
    return TestSummary.of("events-js", tools.npm("events-js", folder, "test"));
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
    var ok = false;
    try {
      ok =
          tools.run(
              name,
              tools.mavenCommand(arguments),
              checkout.root(),
              environment,
              this::systemTestsBegin);
    } finally {
      systemTestsBuilt.countDown();
    }
    return Reports.surefire(checkout.root().resolve("system-tests"), start).orFailed(name, ok);
  }

  /// @param module that Maven has started
  private void systemTestsBegin(String module) {
    if (module.equals("system-tests")) {
      systemTestsBuilt.countDown();
    }
  }

  /// Uses the processors only while nothing else needs them.
  private TestSummary simulation() throws IOException, InterruptedException {
    systemTestsBuilt.await();
    var start = Instant.now();
    var command =
        tools.mavenCommand(
            List.of(
                "-pl",
                "simulation",
                "-am",
                "-Dtest=dev/visavis/simulation/**/*Test",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "test"));
    var ok =
        tools.run("simulation", TestTools.atLowestPriority(command), checkout.root(), Map.of());
    return Reports.surefire(checkout.root().resolve("simulation"), start)
        .orFailed("simulation", ok);
  }

  /// The images are built from the modules' own folders.
  private TestSummary compose() throws IOException, InterruptedException {
    Node.require();
    var modules = Stream.of(Service.values()).map(Service::module).collect(Collectors.joining(","));
    var skip = List.of("-Dmaven.test.skip=true", "-Dspotless.check.skip=true");
    var arguments = new ArrayList<>(skip);
    arguments.addAll(List.of("-pl", modules + ",embedded-infra/broker", "-am", "package"));
    if (!tools.maven("compose-services", arguments)) {
      return TestSummary.of("compose-services", false);
    }
    var webUi = checkout.root().resolve("web-ui");
    build.installNodeModules(webUi, logs.resolve("web-install.log"));
    new BillsOfMaterials(checkout, console).write();
    if (!tools.npm("build", webUi, "build")) {
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
    var ok = tools.maven("containers", arguments, environment);
    var tally = TestSummary.NONE;
    for (var module : modules) {
      tally = tally.plus(Reports.surefire(checkout.root().resolve(module), start));
    }
    return tally.orFailed("containers", ok);
  }
}
