package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.ParallelTasks;
import dev.visavis.devstack.build.StackBuild;
import dev.visavis.devstack.debian.DebianPackages;
import dev.visavis.devstack.debian.SystemProgram;
import dev.visavis.devstack.probe.AccountClient;
import dev.visavis.devstack.probe.CallProbe;
import dev.visavis.devstack.probe.DemoAccounts;
import dev.visavis.devstack.run.LogRotation;
import dev.visavis.devstack.run.OrphanedProcesses;
import dev.visavis.devstack.run.OwnAddress;
import dev.visavis.devstack.run.RunLock;
import dev.visavis.devstack.run.Stack;
import dev.visavis.devstack.run.StackPlan;
import dev.visavis.devstack.run.StateFile;
import dev.visavis.devstack.run.StoppedPrograms;
import dev.visavis.devstack.run.UpOptions;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// `visavis up`: builds and starts the stack, places a test call, and runs until it is stopped.
public final class Up {
  private static final int INTERRUPTED = 130;

  /// The time limit for installing packages: enough for a slow network, and no longer than a build.
  private static final Duration INSTALL_LIMIT = Duration.ofSeconds(100);

  private final Checkout checkout;
  private final UpOptions options;
  private final Console console;
  private final DataDirectory data;
  private volatile @Nullable Stack stack;
  private volatile boolean stopping;

  /// Why coturn is missing; empty if it is installed.
  private Optional<String> withoutCoturn = Optional.empty();

  /// Why Janus is missing; empty if it is installed.
  private Optional<String> withoutJanus = Optional.empty();

  public Up(Checkout checkout, UpOptions options, Console console) {
    this.checkout = checkout;
    this.options = options;
    this.console = console;
    this.data = new DataDirectory(options.data());
  }

  /// Returns once all processes have ended.
  public void run() throws IOException, InterruptedException {
    var starter = Thread.currentThread();
    Signals.handle(
        () -> {
          console.say("");
          console.progress("stopping (press again to kill)");
          stopping = true;
          starter.interrupt(); // interrupts a build, the start, or the wait for a signal
        },
        this::killEverything);
    try (var lock = RunLock.take(data.run())) {
      try {
        OrphanedProcesses.end(new StateFile(data.state()), console);
        prepare();
        start();
        new CountDownLatch(1).await();
      } finally {
        stopEverything();
      }
    } catch (InterruptedException | IOException | StackException | InfraException e) {
      if (!stopping) {
        throw e; // after a signal it is a consequence of stopping
      }
    }
    console.progress("stopped");
  }

  private void prepare() throws IOException, InterruptedException {
    if (!Ports.isFree(options.host(), options.port())) {
      throw new StackException(
          "port %d is taken by another program: choose another one with --port, or end that program"
              .formatted(options.port()));
    }
    var build = new StackBuild(checkout, console);
    ParallelTasks.run(List.of(build::run, this::installPrograms));
    if (options.fresh()) {
      data.clear();
    }
    StackPlan.requireSameBrokers(options, data);
    Files.createDirectories(data.logs());
  }

  /// Installs one after the other, because not every Debian has Janus, and apt-get installs all
  /// packages or none.
  private void installPrograms() throws IOException {
    var packages = new DebianPackages(checkout.build(), console);
    withoutCoturn = packages.install(Set.of(SystemProgram.COTURN), INSTALL_LIMIT);
    withoutJanus = packages.install(Set.of(SystemProgram.JANUS), INSTALL_LIMIT);
  }

  private void start() throws IOException, InterruptedException {
    var state = new StateFile(data.state());
    var stopped = new StoppedPrograms(data.stopped());
    stopped.clear();
    var programs = StackPlan.make(options, data, checkout);
    var running = new Stack(programs, stopped, console, () -> write(state));
    stack = running;
    write(state);
    try {
      running.start(console);
    } catch (ExecutionException e) {
      throw new StackException(reason(e));
    } catch (TimeoutException e) {
      throw new StackException("not everything was ready within 8 minutes; see " + data.logs());
    }
    LogRotation.watch(data);
    runCallProbe();
    console.say("");
    console.say("Visavis is ready: " + options.url());
    console.say(
        "Demo accounts: %s (password: %s)".formatted(DemoAccounts.names(), DemoAccounts.PASSWORD));
    console.say("Press Ctrl-C to stop.");
    MissingTurnServer.report(withoutCoturn, running.givenUp().get("coturn"))
        .ifPresent(console::say);
    MissingMediaServer.report(withoutJanus, OwnAddress.find().isPresent(), running.givenUp())
        .ifPresent(console::say);
    running.createAotCaches(data, console);
  }

  private static String reason(ExecutionException e) {
    var cause = e.getCause();
    return String.valueOf((cause == null ? e : cause).getMessage());
  }

  private void runCallProbe() throws IOException, InterruptedException {
    var edge = URI.create(options.localUrl());
    try (var client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      var accounts = new AccountClient(client, edge);
      new CallProbe(client, edge, accounts, new Secrets(data.secrets()).get("probe")).run();
      DemoAccounts.create(accounts);
      client.shutdownNow();
    }
    console.progress("a test call succeeded");
  }

  private void write(StateFile state) {
    var running = stack;
    try {
      state.write(
          new StateFile.State(
              ProcessHandle.current().pid(),
              options.url(),
              running == null ? List.of() : running.processes()));
    } catch (IOException e) {
      console.progress("cannot write the state file: " + e.getMessage());
    }
  }

  /// Runs in its own thread, so that the interrupt that requested it does not interrupt it.
  private void stopEverything() {
    var running = stack;
    if (running == null) {
      return;
    }
    var stopper = Thread.ofPlatform().name("stop").start(running::stop);
    boolean interrupted = false;
    while (stopper.isAlive()) {
      try {
        stopper.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void killEverything() {
    var running = stack;
    if (running != null) {
      running.kill();
    }
    Runtime.getRuntime().halt(INTERRUPTED);
  }
}
