package dev.visavis.devstack.command;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.run.ProcessInfo;
import dev.visavis.devstack.run.StateFile;
import dev.visavis.devstack.run.StoppedPrograms;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;

/// `visavis stop NAME` kills a program and keeps it down until `visavis start NAME`, to test how
/// the other services react. The earlier names of the commands, `hold` and `release`, still work.
final class ProcessControl {
  /// A starting program is listed only once it is ready.
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration CHECK_INTERVAL = Duration.ofMillis(50);

  private final StateFile state;
  private final StoppedPrograms stopped;

  ProcessControl(DataDirectory data) {
    this.state = new StateFile(data.state());
    this.stopped = new StoppedPrograms(data.stopped());
  }

  /// Returns once the program has ended.
  void stop(String name) throws IOException, InterruptedException {
    find(name);
    stopped.add(name);
    long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
    for (var process = find(name); !process.isStopped(); process = find(name)) {
      process.handle().ifPresent(ProcessControl::kill);
      if (System.nanoTime() > deadline) {
        throw new StackException(name + " has not ended within " + STOP_TIMEOUT.toSeconds() + " s");
      }
      Thread.sleep(CHECK_INTERVAL);
    }
  }

  /// Starts the program and returns at once; `visavis ps` shows when it is ready.
  void start(String name) throws IOException {
    find(name);
    if (!stopped.remove(name)) {
      throw new StackException(name + " was not stopped with ./visavis stop");
    }
  }

  private static void kill(ProcessHandle process) {
    var children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private ProcessInfo find(String name) throws IOException {
    var processes = state.current().processes();
    return processes.stream()
        .filter(process -> process.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StackException(
                    "there is no program called %s; the programs are: %s"
                        .formatted(
                            name,
                            processes.stream()
                                .map(ProcessInfo::name)
                                .collect(Collectors.joining(", ")))));
  }
}
