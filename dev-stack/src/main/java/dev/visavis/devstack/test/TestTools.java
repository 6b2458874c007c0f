package dev.visavis.devstack.test;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.BuildTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Runs the test tools. Each writes a log; a failure is printed, and returned as false.
///
/// @param logs the folder of the logs
record TestTools(Checkout checkout, Path logs, Console console) {
  /// Linux may divide the processors between sessions first (autogroup), and each tool has a
  /// session of its own if there is `setsid`. The priority of a process then counts only inside of
  /// its session.
  private static final String AT_LOWEST_PRIORITY =
      """
      if [ -x /usr/bin/setsid ] && [ -w /proc/self/autogroup ]; then
        echo 19 >/proc/self/autogroup
      fi
      exec nice -n 19 "$@"
      """;

  /// Runs Maven in the root of the checkout.
  boolean maven(String name, List<String> arguments) throws IOException {
    return maven(name, arguments, Map.of());
  }

  boolean maven(String name, List<String> arguments, Map<String, String> environment)
      throws IOException {
    return run(name, mavenCommand(arguments), checkout.root(), environment);
  }

  /// The command line of Maven.
  List<String> mavenCommand(List<String> arguments) {
    var command = new ArrayList<>(List.of(checkout.root().resolve("mvnw").toString()));
    command.addAll(List.of("-B", "-ntp"));
    command.addAll(arguments);
    return command;
  }

  /// The same command, which then uses the processors only while nothing else needs them.
  static List<String> atLowestPriority(List<String> command) {
    var line = new ArrayList<>(List.of("/bin/sh", "-c", AT_LOWEST_PRIORITY, "sh"));
    line.addAll(command);
    return line;
  }

  /// Runs a script of a `package.json`.
  boolean npm(String name, Path folder, String script, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("npm", "run", script));
    command.addAll(List.of(arguments));
    return run("web-" + name, command, folder, Map.of());
  }

  boolean run(String name, List<String> command, Path folder, Map<String, String> environment)
      throws IOException {
    return run(name, command, folder, environment, module -> {});
  }

  /// @param started is told the name of each module that Maven starts
  boolean run(
      String name,
      List<String> command,
      Path folder,
      Map<String, String> environment,
      Consumer<String> started)
      throws IOException {
    try {
      var quick = new HashMap<>(environment);
      // Short-lived stacks gain nothing from either.
      quick.put("VISAVIS_AOT_TRAINING", "off");
      quick.put("VISAVIS_JVM_COMPILER", "c1");
      new BuildTool(name, command, folder, logs.resolve(name + ".log"), console)
          .run(quick, started);
      return true;
    } catch (StackException e) {
      console.say(String.valueOf(e.getMessage()));
      return false;
    }
  }
}
