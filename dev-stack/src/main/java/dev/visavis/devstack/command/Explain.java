package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.explain.Explanation;
import dev.visavis.devstack.explain.HistoryRows;
import dev.visavis.infra.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `visavis explain CALL_ID`: shows the history of one call.
@Command(
    name = "explain",
    description = "Show what happened in a call, from the first command to the history.")
final class Explain implements Callable<Integer> {
  private final Console console;

  @Mixin private final ClusterOptions cluster;

  @Option(
      names = "--history",
      paramLabel = "JDBC_URL",
      description =
          "The JDBC URL of another cluster's history database; the environment has PGUSER and PGPASSWORD.")
  private @Nullable String historyUrl;

  @Parameters(paramLabel = "CALL_ID", description = "The id of the call.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private UUID callId;

  private record History(String url, Properties access) {}

  Explain(Checkout checkout, Console console) {
    this.cluster = new ClusterOptions(checkout);
    this.console = console;
  }

  /// Returns the exit code: 1 if nothing is known of the call.
  @Override
  public Integer call() throws IOException {
    var chosen = cluster.choose();
    var history = historyUrl == null ? history(chosen) : Optional.of(named(historyUrl));
    var timeline = Explanation.of(callId.toString(), chosen.kafka());
    timeline.forEach(console::say);
    if (timeline.isEmpty()) {
      console.say(
          "the log has no records of call %s: commands are kept for a day, events for a week"
              .formatted(callId));
    }
    var rows =
        history
            .map(from -> HistoryRows.of(callId, from.url(), from.access()))
            .orElse(List.of("(not read: name the database with --history)"));
    console.say("history:");
    (rows.isEmpty() ? List.of("it has no row of this call") : rows)
        .forEach(row -> console.say("  " + row));
    return timeline.isEmpty() && rows.isEmpty() ? 1 : 0;
  }

  private static History named(String url) {
    var access = new Properties();
    var user = System.getenv("PGUSER");
    var password = System.getenv("PGPASSWORD");
    if (user != null) {
      access.setProperty("user", user);
    }
    if (password != null) {
      access.setProperty("password", password);
    }
    return new History(url, access);
  }

  private static Optional<History> history(ClusterOptions.Cluster cluster) throws IOException {
    if (cluster.stack().isEmpty()) {
      return Optional.empty();
    }
    var stack = cluster.stack().get();
    var access = new Properties();
    access.setProperty("user", EmbeddedPostgres.USER);
    access.setProperty("password", new Secrets(stack.data().secrets()).get("postgres"));
    return Optional.of(
        new History(
            "jdbc:postgresql://127.0.0.1:%d/visavis_history"
                .formatted(stack.state().port("postgres")),
            access));
  }
}
