package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/// `visavis dead-letters`: without a further command it lists them.
@Command(
    name = "dead-letters",
    description = "List, show or replay the records that no service could process.",
    synopsisSubcommandLabel = "[COMMAND]")
final class DeadLetters implements Callable<Integer> {
  private final Console console;

  @Mixin private final ClusterOptions cluster;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "List them as JSON.")
  private boolean json;

  DeadLetters(Checkout checkout, Console console) {
    this.cluster = new ClusterOptions(checkout);
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return list();
  }

  @Command(description = "List the newest dead letters (the default).")
  int list() throws IOException {
    actions().list(json);
    return 0;
  }

  @Command(description = "Show one dead letter completely.")
  void show(@Parameters(paramLabel = "ID", description = "The id, as in the list.") String id)
      throws IOException {
    actions().show(id);
  }

  @Command(description = "Write records to their topics again.")
  void replay(
      @Option(names = "--all", description = "All dead letters that were not replayed yet.")
          boolean all,
      @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids in the list.")
          @Nullable Set<String> ids)
      throws IOException {
    if (all == (ids != null)) {
      throw new StackException("dead-letters replay needs either ids or --all");
    }
    if (ids == null) {
      actions().replayAll();
    } else {
      actions().replay(Set.copyOf(ids));
    }
  }

  private DeadLetterActions actions() throws IOException {
    return new DeadLetterActions(cluster.choose().kafka(), console);
  }
}
