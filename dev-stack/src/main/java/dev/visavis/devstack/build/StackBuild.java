package dev.visavis.devstack.build;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Builds the modules that have changed since their last build.
public final class StackBuild {
  private final Checkout checkout;
  private final Console console;
  private final BuiltApps apps;

  public StackBuild(Checkout checkout, Console console) {
    this.checkout = checkout;
    this.console = console;
    this.apps = new BuiltApps(checkout);
  }

  /// Returns when everything is built. Only one build of a checkout runs at a time.
  public void run() throws IOException, InterruptedException {
    Files.createDirectories(checkout.build());
    try (var channel =
            FileChannel.open(
                checkout.build().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (lock.isValid()) {
        build();
      }
    }
  }

  /// Builds the services and the web UI in parallel, after checking that both can be built.
  private void build() throws IOException, InterruptedException {
    var changed = changedServices();
    var buildsWebUi = Files.notExists(apps.webUi());
    if (buildsWebUi) {
      Node.require();
    }
    var tasks = new ArrayList<ParallelTasks.Task>();
    if (!changed.isEmpty()) {
      tasks.add(() -> buildServices(changed));
    }
    if (buildsWebUi) {
      tasks.add(this::buildWebUi);
    }
    ParallelTasks.run(tasks);
  }

  /// Whether the present sources of all services have been built.
  public boolean hasServices() throws IOException {
    return changedServices().isEmpty();
  }

  private List<Service> changedServices() throws IOException {
    var changed = new ArrayList<Service>();
    for (var service : Service.values()) {
      if (Files.notExists(apps.of(service))) {
        changed.add(service);
      }
    }
    return changed;
  }

  /// Stores services that another Maven run has just built from the present sources.
  public void storeServices(List<Service> services) throws IOException {
    for (var service : services) {
      BuiltApps.store(
          checkout.root().resolve(service.module() + "/target/quarkus-app"), apps.of(service));
    }
  }

  private void buildServices(List<Service> changed) throws IOException {
    var modules = changed.stream().map(Service::module).collect(Collectors.joining(","));
    console.progress(
        "building %d services: ".formatted(changed.size()) + modules.replace(",", ", "));
    var log = checkout.build().resolve("maven.log");
    var command =
        List.of(
            checkout.root().resolve("mvnw").toString(),
            "-B",
            "-ntp",
            "-T1C", // one module for each processor at a time
            "-Dmaven.test.skip=true",
            "-Dspotless.check.skip=true",
            "-pl",
            modules,
            "-am",
            "package");
    new BuildTool("Maven", command, checkout.root(), log, console).run();
    storeServices(changed);
  }

  private void buildWebUi() throws IOException {
    var source = checkout.root().resolve("web-ui");
    console.progress("building web-ui");
    var log = checkout.build().resolve("npm.log");
    installNodeModules(source, log);
    var build = List.of("npm", "run", "build");
    new BuildTool("npm", build, source, log, console).run();
    storeWebUi();
  }

  /// Stores `web-ui/dist`.
  public void storeWebUi() throws IOException {
    BuiltApps.store(checkout.root().resolve("web-ui/dist"), apps.webUi());
  }

  /// Installs the packages of package-lock.json unless they are installed.
  ///
  /// Does not use `npm ci`, which refuses a lock file without the binaries of other platforms. A
  /// registry mirror without these binaries produces such a lock file.
  public void installNodeModules(Path folder, Path log) throws IOException {
    var installed = folder.resolve("node_modules/.visavis-lock");
    var wanted = folder.resolve("package-lock.json");
    if (Files.exists(installed)
        && Arrays.equals(Files.readAllBytes(installed), Files.readAllBytes(wanted))) {
      return;
    }
    var command = List.of("npm", "install", "--no-save", "--no-audit", "--no-fund");
    new BuildTool("npm", command, folder, log, console).run();
    if (!Files.isDirectory(folder.resolve("node_modules"))) {
      throw new StackException("npm install left no node_modules in " + folder + "; see " + log);
    }
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
  }
}
