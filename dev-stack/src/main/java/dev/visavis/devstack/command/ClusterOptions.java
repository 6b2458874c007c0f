package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.run.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Takes `--data DIR`, `--bootstrap HOST:PORT` and `--config FILE` out of what was typed: which
/// Kafka cluster is meant, the one of the stack that runs here or any other.
final class ClusterOptions {
  private static final String BOOTSTRAP = "bootstrap.servers";

  private final List<String> left;
  private final Checkout checkout;

  /// @param left what was typed; an option that is asked for is taken out
  ClusterOptions(List<String> left, Checkout checkout) {
    this.left = left;
    this.checkout = checkout;
  }

  /// A cluster, and what else runs beside it.
  ///
  /// @param kafka settings of a Kafka client
  /// @param stack the one that runs here; empty for another cluster
  record Cluster(Properties kafka, Optional<LocalStack> stack) {}

  record LocalStack(DataDirectory data, StateFile.State state) {}

  Cluster take() throws IOException {
    var bootstrap = option("--bootstrap");
    var config = option("--config");
    var data = option("--data");
    var kafka = new Properties();
    if (config != null) {
      try (var file = Files.newBufferedReader(Path.of(config))) {
        kafka.load(file);
      }
    }
    if (bootstrap != null) {
      kafka.setProperty(BOOTSTRAP, bootstrap);
    }
    if (kafka.containsKey(BOOTSTRAP)) {
      return new Cluster(kafka, Optional.empty());
    }
    var stack = running(data == null ? checkout.defaultData() : Path.of(data));
    kafka.setProperty(BOOTSTRAP, stack.state().bootstrapServers());
    kafka.putAll(new Secrets(stack.data().secrets()).kafka().clientSettings());
    return new Cluster(kafka, Optional.of(stack));
  }

  private static LocalStack running(Path dir) throws IOException {
    var data = new DataDirectory(dir.toAbsolutePath());
    return new StateFile(data.state())
        .read()
        .filter(StateFile.State::isCurrent)
        .map(state -> new LocalStack(data, state))
        .orElseThrow(
            () ->
                new StackException("nothing runs here: start it, or name a --bootstrap HOST:PORT"));
  }

  @Nullable String option(String name) {
    int at = left.indexOf(name);
    if (at < 0) {
      return null;
    }
    if (at + 1 == left.size()) {
      throw new StackException(name + " needs a value");
    }
    left.remove(at);
    return left.remove(at);
  }
}
