package dev.visavis.devstack.command;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.run.Holds;
import dev.visavis.devstack.run.ProcessInfo;
import dev.visavis.devstack.run.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;

/// `visavis hold NAME`: ends a program the hard way and keeps it down until `visavis release NAME`,
/// to see how the others bear it.
final class Hold {
  /// A program that is just being started shows up only once it is ready.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

  private final StateFile state;
  private final Holds holds;

  Hold(DataDirectory data) {
    this.state = new StateFile(data.state());
    this.holds = new Holds(data.holds());
  }

  /// Returns once the program is down.
  void hold(String name) throws IOException, InterruptedException {
    find(name);
    holds.add(name);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (var process = find(name); !process.held(); process = find(name)) {
      process.handle().ifPresent(Hold::kill);
      if (System.nanoTime() > deadline) {
        throw new StackException(name + " is not down after " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(LOOK_INTERVAL);
    }
  }

  /// The program starts at once; `visavis ps` tells when it is ready.
  void release(String name) throws IOException {
    find(name);
    if (!holds.remove(name)) {
      throw new StackException(name + " is not held");
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
                    "no program is called %s; there are: %s"
                        .formatted(
                            name,
                            processes.stream()
                                .map(ProcessInfo::name)
                                .collect(Collectors.joining(", ")))));
  }
}
