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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the command that was typed.
public final class CommandLine {
  private static final String HELP =
      """
      ./visavis COMMAND

        up       build what changed and start everything
                 --port N (8080)   --host ADDRESS (127.0.0.1)   --data DIR (.visavis)
                 --gateways N (1)  --brokers N (1; 3 survive one's death)
                 --call-services N (1; 2 decide side by side, more stand by)
                 --fresh: forget all data first
        ps       what runs: name, pid, port, health             --json   --data DIR
        stop     stop NAME: kill a process and keep it down     --data DIR
        start    start NAME: start a stopped process again      --data DIR
        logs     logs NAME: what a process says                 -f   --data DIR
        explain  explain CALL_ID: what happened in a call, as dead-letters finds the cluster
                 --history JDBC_URL: with the rows of another cluster's history
        dead-letters  list [--json] | show ID | replay ID.. | replay --all
                 --data DIR, or any cluster: --bootstrap HOST:PORT   --config FILE
        rebuild-history  make the history anew from the log, while the old one serves
                 --data DIR
        example  example NAME: run a program of examples/ against what runs here    --data DIR
        doctor   what is missing on this machine, and how to mend it
        licences  write docs/licences.md and the bills of materials
        test     everything, or a part: test java | web | system | browser
                 not a part of everything: test cluster, faults of three Kafka brokers;
                 test upgrade, every service restarted under load;
                 test compose, what docker compose starts
      """;

  private final Checkout checkout;
  private final Console console;

  public CommandLine(Checkout checkout, Console console) {
    this.checkout = checkout;
    this.console = console;
  }

  /// Returns the exit code.
  public int run(List<String> arguments) throws IOException, InterruptedException {
    var command = arguments.isEmpty() ? "help" : arguments.getFirst();
    var rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
    switch (command) {
      case "up" -> new Up(checkout, UpOptions.parse(rest, checkout), console).run();
      case "ps" -> ps(rest);
      case "stop", "hold" -> stop(rest);
      case "start", "release" -> start(rest);
      case "logs" -> logs(rest);
      case "explain" -> {
        return new Explain(rest, checkout, console).run();
      }
      case "dead-letters" -> new DeadLettersCommand(rest, checkout, console).run();
      case "rebuild-history" -> rebuildHistory(rest);
      case "example" -> {
        return example(rest);
      }
      case "doctor" -> {
        return doctor();
      }
      case "licences" -> {
        rejectUnknown(rest);
        return new Licences(checkout).write(console) ? 0 : 1;
      }
      case "test" -> {
        return new TestRun(checkout, console).run(suites(rest)) ? 0 : 1;
      }
      case "help", "--help", "-h" -> console.say(HELP.stripTrailing());
      default -> throw new StackException("unknown command " + command + ": see `visavis help`");
    }
    return 0;
  }

  private void ps(List<String> arguments) throws IOException {
    var left = new ArrayList<>(arguments);
    var json = left.remove("--json");
    var state = new StateFile(takeData(left).state()).read();
    rejectUnknown(left);
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

  private void stop(List<String> arguments) throws IOException, InterruptedException {
    var left = new ArrayList<>(arguments);
    var stop = new ProcessControl(takeData(left));
    stop.stop(theName("stop", left));
  }

  private void start(List<String> arguments) throws IOException {
    var left = new ArrayList<>(arguments);
    var stop = new ProcessControl(takeData(left));
    stop.start(theName("start", left));
  }

  private void logs(List<String> arguments) throws IOException, InterruptedException {
    var left = new ArrayList<>(arguments);
    var data = takeData(left);
    var follow = left.remove("-f");
    new Logs(data, System.out).show(theName("logs", left), follow);
  }

  private void rebuildHistory(List<String> arguments) throws IOException, InterruptedException {
    var left = new ArrayList<>(arguments);
    var data = takeData(left);
    rejectUnknown(left);
    var app = new BuiltApps(checkout).of(Service.HISTORY);
    new HistoryRebuild(app, data).run(new StateFile(data.state()).current());
  }

  private int example(List<String> arguments) throws IOException, InterruptedException {
    var left = new ArrayList<>(arguments);
    var data = takeData(left);
    var state = new StateFile(data.state()).current();
    if (left.isEmpty()) {
      throw new StackException("example needs a name: what examples/ has");
    }
    return new Example(checkout, console)
        .run(left.removeFirst(), left, state, new Secrets(data.secrets()));
  }

  private static String theName(String command, List<String> left) {
    if (left.size() != 1) {
      throw new StackException(command + " needs the name of one process: see `visavis ps`");
    }
    return left.getFirst();
  }

  private int doctor() throws IOException {
    var findings = new Doctor(checkout).examine();
    findings.forEach(finding -> console.say(finding.line()));
    return findings.stream().anyMatch(f -> f.verdict() == Doctor.Finding.Verdict.MISSING) ? 1 : 0;
  }

  private static Set<TestSuite> suites(List<String> arguments) {
    var suites = EnumSet.noneOf(TestSuite.class);
    for (var argument : arguments) {
      try {
        var name = argument.startsWith("--") ? argument.substring(2) : argument;
        suites.add(TestSuite.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new StackException(
            "there is no test part "
                + argument
                + ": java, web, system, browser, cluster, upgrade, compose");
      }
    }
    return suites.isEmpty() ? TestSuite.ORDINARY : suites;
  }

  private DataDirectory takeData(List<String> arguments) {
    int at = arguments.indexOf("--data");
    if (at < 0) {
      return new DataDirectory(checkout.defaultData());
    }
    if (at + 1 == arguments.size()) {
      throw new StackException("--data needs a value");
    }
    arguments.remove(at);
    return new DataDirectory(Path.of(arguments.remove(at)).toAbsolutePath().normalize());
  }

  private static void rejectUnknown(List<String> left) {
    if (!left.isEmpty()) {
      throw new StackException("unknown option " + left.getFirst() + ": see `visavis help`");
    }
  }
}
