package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.run.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The Kafka cluster for a command: that of the local stack, or any other.
final class ClusterOptions {
  private static final String BOOTSTRAP = "bootstrap.servers";

  private final Checkout checkout;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The data directory of the local stack (default: .visavis).")
  private @Nullable Path data;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      scope = ScopeType.INHERIT,
      description = "The address of a broker of another Kafka cluster.")
  private @Nullable String bootstrap;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "A file with Kafka client settings, such as the login.")
  private @Nullable Path config;

  ClusterOptions(Checkout checkout) {
    this.checkout = checkout;
  }

  /// A Kafka cluster and its stack.
  ///
  /// @param kafka settings of a Kafka client
  /// @param stack the local stack; empty for another cluster
  record Cluster(Properties kafka, Optional<LocalStack> stack) {}

  record LocalStack(DataDirectory data, StateFile.State state) {}

  Cluster choose() throws IOException {
    var kafka = new Properties();
    if (config != null) {
      try (var file = Files.newBufferedReader(config)) {
        kafka.load(file);
      }
    }
    if (bootstrap != null) {
      kafka.setProperty(BOOTSTRAP, bootstrap);
    }
    if (kafka.containsKey(BOOTSTRAP)) {
      return new Cluster(kafka, Optional.empty());
    }
    var stack = running(data == null ? checkout.defaultData() : data);
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
                new StackException(
                    "nothing runs here: start the stack, or name a --bootstrap HOST:PORT"));
  }
}
