package dev.visavis.devstack.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a small Java process, up to the jar or the main class.
final class Jvm {
  /// For what carries calls: compiled by both tiers, which halves the processor time of a call.
  static final List<String> HOT = List.of();

  /// For what is seldom asked: the first tier is enough, and takes less of a start's
  /// processor time.
  static final List<String> SELDOM = List.of("-XX:TieredStopAtLevel=1");

  /// `c1`: the first tier for every service and the edge. In a stack that runs for minutes only,
  /// the second tier takes more processor time than it saves.
  private static final String COMPILER = "VISAVIS_JVM_COMPILER";

  private Jvm() {}

  static List<String> jar(int heapMb, Path jar, List<String> compiler) {
    var launch = options(heapMb, compiler);
    launch.addAll(List.of("-jar", jar.toString()));
    return List.copyOf(launch);
  }

  /// A main class of this very program.
  ///
  /// @param directMb for what waits on its way between sockets, which is not in the heap
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
