package dev.visavis.devstack.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Builds the command line of a small Java process, up to the jar or the main class.
final class Jvm {
  /// For services that carry calls: both compiler tiers, which halves the processor time of a call.
  static final List<String> HOT = List.of();

  /// For services with few requests: only the first compiler tier, which saves processor time at
  /// the start.
  static final List<String> SELDOM = List.of("-XX:TieredStopAtLevel=1");

  /// `c1` uses only the first tier for all services and the edge. In a stack that runs only for
  /// minutes, the second tier costs more processor time than it saves.
  private static final String COMPILER = "VISAVIS_JVM_COMPILER";

  private Jvm() {}

  static List<String> jar(int heapMb, Path jar, List<String> compiler) {
    var launch = options(heapMb, compiler);
    launch.addAll(List.of("-jar", jar.toString()));
    return List.copyOf(launch);
  }

  /// The command line for a main class of this program.
  ///
  /// @param directMb direct memory for bytes that wait between sockets, outside the heap
  static List<String> main(int heapMb, int directMb, Class<?> main) {
    var launch = options(heapMb, HOT);
    launch.add("-XX:MaxDirectMemorySize=" + directMb + "m");
    launch.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return List.copyOf(launch);
  }

  private static List<String> options(int heapMb, List<String> compiler) {
    var options =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    options.addAll("c1".equals(System.getenv(COMPILER)) ? SELDOM : compiler);
    return options;
  }
}
