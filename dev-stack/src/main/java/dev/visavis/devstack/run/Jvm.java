package dev.visavis.devstack.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a small Java process, up to the jar or the main class.
final class Jvm {
  private Jvm() {}

  static List<String> jar(int heapMb, Path jar) {
    var launch = options(heapMb);
    launch.addAll(List.of("-jar", jar.toString()));
    return List.copyOf(launch);
  }

  /// A main class of this very program.
  static List<String> main(int heapMb, Class<?> main) {
    var launch = options(heapMb);
    launch.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return List.copyOf(launch);
  }

  /// The first tier of the compiler is enough here, and takes far less of a start's CPU time.
  private static List<String> options(int heapMb) {
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
