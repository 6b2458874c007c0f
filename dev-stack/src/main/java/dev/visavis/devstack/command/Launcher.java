package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.BuiltApps;
import dev.visavis.devstack.build.Service;
import dev.visavis.devstack.licences.Licences;
import dev.visavis.devstack.run.HistoryRebuild;
import dev.visavis.devstack.run.StateFile;
import dev.visavis.devstack.run.UpOptions;
import dev.visavis.devstack.test.TestRun;
import dev.visavis.devstack.test.TestSuite;
import dev.visavis.infra.InfraException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/// The commands of `visavis`. Each method is a command, and its parameters are its options.
@Command(
    name = "visavis",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "`visavis COMMAND --help` shows the options of a command."})
public final class Launcher implements Runnable {
  private static final Set<String> ABOUT_A_CLUSTER = Set.of("help", "explain", "dead-letters");

  private final Checkout checkout;
  private final Console console;
  private final CommandLine commandLine;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean helpAsked;

  public Launcher(Checkout checkout, Console console) {
    this.checkout = checkout;
    this.console = console;
    this.commandLine =
        UsageErrors.explainedBy(
            new CommandLine(this)
                .addSubcommand(new Explain(checkout, console))
                .addSubcommand(new DeadLetters(checkout, console))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Launcher::failed));
    // Arguments after the name of the example are passed to the example.
    Objects.requireNonNull(commandLine.getSubcommands().get("example")).setStopAtPositional(true);
  }

  /// Removes the commands that need a checkout.
  public Launcher withoutCheckout() {
    for (var name : List.copyOf(commandLine.getSubcommands().keySet())) {
      if (!ABOUT_A_CLUSTER.contains(name)) {
        commandLine.getCommandSpec().removeSubcommand(name);
      }
    }
    return this;
  }

  /// Returns the exit code: 0, or 1 after an error, which is printed to standard error.
  public int run(String... arguments) {
    return commandLine.execute(arguments);
  }

  @Override
  public void run() {
    commandLine.usage(commandLine.getOut());
  }

  @Command(description = "Show this help.")
  void help() {
    run();
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    switch (e) {
      case StackException _, InfraException _ ->
          command.getErr().println("visavis: " + e.getMessage());
      case IOException _ -> command.getErr().println("visavis: " + e);
      default -> throw e;
    }
    return 1;
  }

  @Command(description = "Build what changed and start everything.", showDefaultValues = true)
  void up(
      @Option(
              names = "--port",
              defaultValue = "8080",
              paramLabel = "N",
              description = "The port of the web UI and the APIs.")
          int port,
      @Option(
              names = "--host",
              defaultValue = "127.0.0.1",
              paramLabel = "ADDRESS",
              description = "The address to listen on.")
          String host,
      @Option(
              names = "--gateways",
              defaultValue = "1",
              paramLabel = "N",
              description = "The number of signaling gateways.")
          int gateways,
      @Option(
              names = "--call-services",
              defaultValue = "1",
              paramLabel = "N",
              description = "The number of call services: 2 share the calls, more stand by.")
          int callServices,
      @Option(
              names = "--media-services",
              defaultValue = "1",
              paramLabel = "N",
              description = "The number of media services and of media servers (Janus).")
          int mediaServices,
      @Option(
              names = "--brokers",
              defaultValue = "1",
              paramLabel = "N",
              description = "The number of Kafka brokers: 3 survive the loss of any one.")
          int brokers,
      @Option(names = "--fresh", description = "Delete all data first.") boolean fresh,
      @Mixin DataOption data)
      throws IOException, InterruptedException {
    var options =
        new UpOptions(
            host, port, brokers, gateways, callServices, mediaServices, fresh, data.path(checkout));
    new Up(checkout, options, console).run();
  }

  @Command(description = "List the running processes: name, process id, port, health.")
  void ps(
      @Option(names = "--json", description = "Print JSON.") boolean json, @Mixin DataOption data)
      throws IOException {
    var state = new StateFile(data.directory(checkout).state()).read();
    if (state.isEmpty() || !state.get().isCurrent()) {
      if (json) {
        console.say("[]");
        return;
      }
      throw new StackException("nothing runs here: start it with ./visavis up");
    }
    var lines = Ps.lines(state.get());
    console.say((json ? Ps.json(lines) : Ps.table(lines)).stripTrailing());
  }

  @Command(aliases = "hold", description = "Kill a process and keep it down.")
  void stop(@Mixin ProcessName process, @Mixin DataOption data)
      throws IOException, InterruptedException {
    new ProcessControl(data.directory(checkout)).stop(process.name);
  }

  @Command(aliases = "release", description = "Start a stopped process again.")
  void start(@Mixin ProcessName process, @Mixin DataOption data) throws IOException {
    new ProcessControl(data.directory(checkout)).start(process.name);
  }

  @Command(description = "Show the log of a process.")
  void logs(
      @Mixin ProcessName process,
      @Option(names = "-f", description = "Follow the log.") boolean follow,
      @Mixin DataOption data)
      throws IOException, InterruptedException {
    new Logs(data.directory(checkout), System.out).show(process.name, follow);
  }

  @Command(
      name = "rebuild-history",
      description = "Rebuild the history from the log while the old one stays in use.")
  void rebuildHistory(@Mixin DataOption data) throws IOException, InterruptedException {
    var app = new BuiltApps(checkout).of(Service.HISTORY);
    var directory = data.directory(checkout);
    new HistoryRebuild(app, directory).run(new StateFile(directory.state()).current());
  }

  @Command(description = "Run a program of examples/ against the local stack.")
  int example(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME", description = "A folder of examples/.") String name,
      @Parameters(
              index = "1..*",
              paramLabel = "ARGUMENT",
              description = "The arguments of the example.")
          @Nullable List<String> arguments)
      throws IOException, InterruptedException {
    var directory = data.directory(checkout);
    var state = new StateFile(directory.state()).current();
    var passedOn = arguments == null ? List.<String>of() : arguments;
    return new Example(checkout, console)
        .run(name, passedOn, state, new Secrets(directory.secrets()));
  }

  @Command(description = "Check this machine's prerequisites, and say how to fix what is missing.")
  int doctor() throws IOException {
    var findings = new Doctor(checkout).examine();
    findings.forEach(finding -> console.say(finding.line()));
    return findings.stream().anyMatch(f -> f.verdict() == Doctor.Finding.Verdict.MISSING) ? 1 : 0;
  }

  @Command(description = "Write docs/licences.md and the bills of materials.")
  int licences() throws IOException, InterruptedException {
    return new Licences(checkout).write(console) ? 0 : 1;
  }

  @Command(
      description = {
        "Run all tests, or parts of them.",
        "All tests do not include groups (calls through the media server), cluster (faults of three"
            + " Kafka brokers), upgrade (every service restarted under load) and compose (the stack"
            + " of docker compose)."
      })
  int test(
      @Parameters(paramLabel = "PART", arity = "0..*", description = "${COMPLETION-CANDIDATES}")
          @Nullable Set<TestSuite> parts)
      throws IOException, InterruptedException {
    var suites = parts == null ? TestSuite.ORDINARY : EnumSet.copyOf(parts);
    return new TestRun(checkout, console).run(suites) ? 0 : 1;
  }

  @Command(
      description = {
        "Print a script that completes commands and options in bash and zsh:",
        "source <(./visavis completion)"
      })
  void completion() {
    console.say(AutoComplete.bash("visavis", commandLine));
  }

  /// The option `--data DIR`.
  static final class DataOption {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The data directory (default: .visavis).")
    private @Nullable Path data;

    Path path(Checkout checkout) {
      return data == null ? checkout.defaultData() : data.toAbsolutePath().normalize();
    }

    DataDirectory directory(Checkout checkout) {
      return new DataDirectory(path(checkout));
    }
  }

  /// The argument NAME of a process.
  @SuppressWarnings("NullAway.Init") // set by picocli
  static final class ProcessName {
    @Parameters(paramLabel = "NAME", description = "A name that `visavis ps` shows.")
    private String name;
  }
}
