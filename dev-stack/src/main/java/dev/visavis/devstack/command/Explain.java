package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.explain.Explanation;
import dev.visavis.devstack.explain.HistoryRows;
import dev.visavis.infra.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/// `visavis explain CALL_ID`: what happened in one call, for whoever has to answer somebody's
/// complaint.
final class Explain {
  private static final String USAGE =
      "explain takes the id of a call, and --data DIR, or --bootstrap HOST:PORT [--config FILE]"
          + " [--history JDBC_URL, with PGUSER and PGPASSWORD in the environment]";

  private final List<String> left;
  private final Checkout checkout;
  private final Console console;

  private record History(String url, Properties access) {}

  Explain(List<String> arguments, Checkout checkout, Console console) {
    this.left = new ArrayList<>(arguments);
    this.checkout = checkout;
    this.console = console;
  }

  /// Returns the exit code: 1 where nothing is known of the call.
  int run() throws IOException {
    var options = new ClusterOptions(left, checkout);
    var named = options.option("--history");
    var cluster = options.take();
    var callId = callId();
    var history = named == null ? history(cluster) : Optional.of(named(named));
    var timeline = Explanation.of(callId.toString(), cluster.kafka());
    timeline.forEach(console::say);
    if (timeline.isEmpty()) {
      console.say(
          "the log knows nothing of call %s: commands are kept for a day, facts for a week"
              .formatted(callId));
    }
    var rows =
        history
            .map(from -> HistoryRows.of(callId, from.url(), from.access()))
            .orElse(List.of("(not asked: name its database with --history)"));
    console.say("history:");
    (rows.isEmpty() ? List.of("has nothing of this call") : rows)
        .forEach(row -> console.say("  " + row));
    return timeline.isEmpty() && rows.isEmpty() ? 1 : 0;
  }

  private UUID callId() {
    if (left.size() != 1) {
      throw new StackException(USAGE);
    }
    try {
      return UUID.fromString(left.getFirst());
    } catch (IllegalArgumentException e) {
      throw new StackException("%s is no id of a call".formatted(left.getFirst()));
    }
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
