package dev.visavis.devstack.command;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/// `visavis logs NAME`: shows the log of a process, and follows it with `-f`.
final class Logs {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final DataDirectory data;
  private final PrintStream out;

  Logs(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  void show(String name, boolean follow) throws IOException, InterruptedException {
    var log = data.log(name);
    if (!Files.exists(log)) {
      throw new StackException("there is no log called " + name + "; the logs are: " + names());
    }
    long shown = copy(log, 0);
    while (follow) {
      Thread.sleep(INTERVAL);
      long size = Files.size(log);
      shown = copy(log, size < shown ? 0 : shown); // a smaller file was rotated
    }
  }

  private long copy(Path log, long from) throws IOException {
    try (var channel = FileChannel.open(log).position(from)) {
      Channels.newInputStream(channel).transferTo(out);
      out.flush();
      return channel.position();
    }
  }

  private String names() throws IOException {
    if (!Files.isDirectory(data.logs())) {
      return "none, because nothing was started here yet";
    }
    try (var logs = Files.list(data.logs())) {
      return logs.map(log -> log.getFileName().toString())
          .filter(file -> file.endsWith(".log"))
          .map(file -> file.substring(0, file.length() - ".log".length()))
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }
}
