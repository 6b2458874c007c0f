package dev.visavis.devstack.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a small Java process.
final class Jvm {
  private Jvm() {}

  static List<String> jar(int heapMb, List<String> options, Path jar) {
    var command = base(heapMb);
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  /// A main class of this very program.
  static List<String> main(int heapMb, Class<?> main, List<String> arguments) {
    var command = base(heapMb);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }

  /// The first tier of the compiler is enough here, and takes far less of a start's CPU time.
  private static List<String> base(int heapMb) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heapMb + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
  }
}
