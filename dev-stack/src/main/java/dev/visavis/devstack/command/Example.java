package dev.visavis.devstack.command;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.Console;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.BuildTool;
import dev.visavis.devstack.build.Node;
import dev.visavis.devstack.build.StackBuild;
import dev.visavis.devstack.run.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `visavis example NAME`: builds a program of `examples/` and runs it against the local stack, in
/// this terminal, until it ends or is interrupted.
final class Example {
  private final Checkout checkout;
  private final Console console;

  Example(Checkout checkout, Console console) {
    this.checkout = checkout;
    this.console = console;
  }

  /// Runs the program until it ends, and returns its exit code.
  ///
  /// @param arguments passed to the program
  int run(String name, List<String> arguments, StateFile.State stack, Secrets secrets)
      throws IOException, InterruptedException {
    var folder = folder(name);
    var command = new ArrayList<>(isJava(folder) ? java(name) : node(folder));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers());
    builder.environment().putAll(secrets.kafka().environment());
    builder.environment().put("VISAVIS_URL", stack.url());
    var process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "example"));
    return process.waitFor();
  }

  private Path folder(String name) throws IOException {
    var examples = checkout.root().resolve("examples");
    try (var folders = Files.list(examples)) {
      var found = folders.filter(Files::isDirectory).sorted().toList();
      return found.stream()
          .filter(folder -> folder.endsWith(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new StackException(
                      "there is no example "
                          + name
                          + ": "
                          + found.stream()
                              .map(folder -> folder.getFileName().toString())
                              .collect(Collectors.joining(", "))));
    }
  }

  private static boolean isJava(Path folder) {
    return Files.exists(folder.resolve("pom.xml"));
  }

  /// Builds the jar, which finds its libraries in `lib` next to it.
  private List<String> java(String name) throws IOException {
    var command =
        List.of(
            checkout.root().resolve("mvnw").toString(),
            "-B",
            "-ntp",
            "-Dmaven.test.skip=true",
            "-Dspotless.check.skip=true",
            "-pl",
            "examples/" + name,
            "-am",
            "package");
    new BuildTool("Maven", command, checkout.root(), log(name), console).run();
    var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    return List.of(
        java,
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        "target/" + name + ".jar");
  }

  private List<String> node(Path folder) throws IOException {
    Node.require();
    var log = log(folder.getFileName().toString());
    new StackBuild(checkout, console).installNodeModules(folder, log);
    new BuildTool("npm", List.of("npm", "run", "build"), folder, log, console).run();
    return List.of("node", folder.resolve("main.js").toString());
  }

  private Path log(String name) {
    return checkout.build().resolve("example-" + name + ".log");
  }
}
