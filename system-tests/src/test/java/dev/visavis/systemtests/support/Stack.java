package dev.visavis.systemtests.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.command.Ps;
import dev.visavis.devstack.run.StateFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The product as `./visavis up` starts it, with two gateways, two instances of call-service, a
/// short ring timeout, and traces. All tests of a run share one stack, which ends with the test
/// process.
public final class Stack implements Product {
  public static final Duration RING_TIMEOUT = Duration.ofSeconds(6);

  /// The number of Kafka brokers: one, except in the tests of a cluster.
  private static final String BROKERS = System.getProperty("visavis.test.brokers", "1");

  private static final Duration START_LIMIT = Duration.ofMinutes(10);
  /// Long, because a restarted service shares the processor with all others.
  private static final Duration RESTART_LIMIT = Duration.ofMinutes(4);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final int TAIL_LINES = 60;

  private static @Nullable Stack shared;

  private final Path root;
  private final Path data;
  private final URI url;
  private final Process launcher;
  private final TraceCollector traces;

  private Stack(Path root, Path data, URI url, Process launcher, TraceCollector traces) {
    this.root = root;
    this.data = data;
    this.url = url;
    this.launcher = launcher;
    this.traces = traces;
  }

  public static synchronized Stack shared() {
    if (shared == null) {
      Stack stack = start();
      Runtime.getRuntime().addShutdownHook(new Thread(stack::stop));
      shared = stack;
    }
    return shared;
  }

  @Override
  public URI url() {
    return url;
  }

  /// The process of a service as `./visavis ps` names it.
  public ProcessHandle process(String name) {
    for (Program program : programs()) {
      if (program.name().equals(name)) {
        return program.process();
      }
    }
    throw new AssertionError("no process is named " + name + ": " + programs());
  }

  /// `kill -9`.
  public void kill(String name) {
    ProcessHandle process = process(name);
    if (!process.destroyForcibly()) {
      throw new AssertionError(name + " could not be killed");
    }
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /// Stops the program and keeps it down until it is released.
  void hold(String name) {
    visavis("stop", name);
  }

  /// Starts a held program again. [#awaitWhole] waits until it is ready.
  void release(String name) {
    visavis("start", name);
  }

  /// Waits until every process is ready.
  public void awaitWhole() {
    Await.until("every process is ready", RESTART_LIMIT, () -> isWhole() ? true : null);
  }

  private boolean isWhole() {
    return programs().stream().allMatch(Program::isReady);
  }

  /// The programs of the stack, as `./visavis ps` lists them. Read in this process: a test asks
  /// very often, and the launcher takes a second of a processor to start.
  public List<Program> programs() {
    try {
      StateFile.State state = new StateFile(new DataDirectory(data).state()).current();
      return Ps.lines(state).stream().map(Program::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The traces of the services.
  public TraceCollector traces() {
    return traces;
  }

  /// The settings of a Kafka client: the addresses of the brokers and the credentials.
  public Map<String, Object> kafkaClient() {
    try {
      Map<String, Object> settings =
          new HashMap<>(new Secrets(data.resolve("secrets")).kafka().clientSettings());
      settings.put(
          "bootstrap.servers",
          programs().stream()
              .filter(program -> program.service().equals("kafka"))
              .map(program -> "127.0.0.1:" + program.port())
              .collect(Collectors.joining(",")));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stack start() {
    Path root = repositoryRoot();
    Path data = root.resolve(".visavis/test/system");
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            root.resolve("visavis").toString(),
            "up",
            "--port",
            Integer.toString(port),
            "--gateways",
            "2",
            "--call-services",
            "2",
            "--brokers",
            BROKERS,
            "--fresh",
            "--data",
            data.toString());
    TraceCollector traces = new TraceCollector();
    builder.environment().put("VISAVIS_RING_TIMEOUT", RING_TIMEOUT.toString());
    builder.environment().put("VISAVIS_PAGE_CLOSED_GRACE", "PT2S");
    // RaceTest makes hundreds of calls within a minute. The gateway's own tests check the limits.
    builder.environment().put("VISAVIS_GATEWAY_RINGS_PER_CALLEE", "100000");
    builder.environment().put("VISAVIS_GATEWAY_RINGS_PER_CALLER", "100000");
    builder.environment().putAll(traces.environment());
    builder.redirectErrorStream(true).directory(root.toFile());
    try {
      Process launcher = builder.start();
      awaitReady(launcher);
      return new Stack(root, data, URI.create("http://127.0.0.1:" + port), launcher, traces);
    } catch (IOException e) {
      throw new UncheckedIOException("./visavis up could not be run", e);
    }
  }

  private static void awaitReady(Process launcher) {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Deque<String> tail = new ArrayDeque<>();
    Thread.ofPlatform().daemon().name("visavis-up").start(() -> watch(launcher, ready, tail));
    try {
      ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      launcher.destroy();
      synchronized (tail) {
        throw new AssertionError("./visavis up is not ready:\n" + String.join("\n", tail), e);
      }
    } catch (InterruptedException e) {
      launcher.destroy();
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while ./visavis up started", e);
    }
  }

  /// Reads the launcher's output while it runs, so that it never blocks on a full pipe.
  private static void watch(Process launcher, CompletableFuture<Void> ready, Deque<String> tail) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(launcher.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (tail) {
          tail.addLast(line);
          if (tail.size() > TAIL_LINES) {
            tail.removeFirst();
          }
        }
        if (line.contains("Visavis is ready")) {
          ready.complete(null);
        }
      }
      ready.completeExceptionally(new IllegalStateException("./visavis up ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  /// Runs `./visavis` with these arguments for this stack; returns its output.
  public String visavis(String... arguments) {
    List<String> command = new ArrayList<>(List.of(root.resolve("visavis").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString()));
    try {
      Process process = new ProcessBuilder(command).directory(root.toFile()).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void stop() {
    launcher.destroy();
    try {
      if (!launcher.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    } catch (InterruptedException e) {
      launcher.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  public static Path repositoryRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("visavis"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new AssertionError("run this inside the repository");
      }
      folder = parent;
    }
    return folder;
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
