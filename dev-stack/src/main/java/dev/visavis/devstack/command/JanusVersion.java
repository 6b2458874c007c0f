package dev.visavis.devstack.command;

import dev.visavis.devstack.debian.SystemProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The version of the installed Janus, and what is known about it.
///
/// @param text such as `1.1.2`
/// @param number such as 1102, which orders versions
record JanusVersion(String text, int number) {
  /// The first version without the faults of [#KNOWN_FAULTS]: 1.4.1.
  private static final int SOUND = 1401;

  private static final String KNOWN_FAULTS =
      "older than 1.4.1, whose fixes it lacks: malformed media of a participant can crash it (it"
          + " starts again), and so can connections that close while others join; it does not"
          + " estimate the bandwidth of receivers (docs/media.md)";

  private static final Pattern LINE =
      Pattern.compile("Janus version: (\\d+) \\((\\d+\\.\\d+\\.\\d+)\\)");

  /// Empty if Janus is not installed or does not tell its version.
  static Optional<JanusVersion> installed() {
    return SystemProgram.JANUS.find().flatMap(JanusVersion::of);
  }

  private static Optional<JanusVersion> of(Path program) {
    try {
      var process =
          new ProcessBuilder(program.toString(), "--help").redirectErrorStream(true).start();
      try (var output = process.getInputStream()) {
        var text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(5, TimeUnit.SECONDS);
        return parse(text);
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// @param output of `janus --help`
  static Optional<JanusVersion> parse(String output) {
    var found = LINE.matcher(output);
    return found.find()
        ? Optional.of(new JanusVersion(found.group(2), Integer.parseInt(found.group(1))))
        : Optional.empty();
  }

  /// The version, with its known faults.
  String describe() {
    return number < SOUND ? text + ", " + KNOWN_FAULTS : text;
  }
}
