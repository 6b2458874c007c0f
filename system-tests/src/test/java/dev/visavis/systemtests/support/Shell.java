package dev.visavis.systemtests.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs commands in a folder, with an environment.
public record Shell(Path folder, Map<String, String> environment) {
  /// The result of a command.
  ///
  /// @param output its standard output and standard error
  public record Result(List<String> command, int exitCode, String output) {
    public String orFail() {
      if (exitCode != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + exitCode + "\n" + output);
      }
      return output;
    }
  }

  public Result run(Duration limit, String... command) {
    return run(limit, List.of(command));
  }

  public Result run(Duration limit, List<String> command) {
    try {
      Path outputFile = Files.createTempFile("visavis-", ".log");
      try {
        int exitCode = exitCode(limit, command, outputFile);
        return new Result(command, exitCode, Files.readString(outputFile, UTF_8));
      } finally {
        Files.delete(outputFile);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    }
  }

  private int exitCode(Duration limit, List<String> command, Path outputFile) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(outputFile.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "not within " + limit + ": " + String.join(" ", command) + "\n" + read(outputFile));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return process.exitValue();
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, UTF_8);
  }
}
