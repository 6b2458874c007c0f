package dev.visavis.devstack.run;

import dev.visavis.devstack.StackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Ensures that only one stack uses a data directory. The kernel releases the lock when the process
/// ends for any reason.
public final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws StackException if another process holds it
  public static RunLock take(Path run) throws IOException {
    Files.createDirectories(run);
    var pid = run.resolve("pid");
    var channel =
        FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      var holder = Files.exists(pid) ? Files.readString(pid).strip() : "unknown";
      throw new StackException(
          "Visavis is already running with this data (pid %s): end it with `kill %s`, or choose another directory with --data DIR"
              .formatted(holder, holder));
    }
    Files.writeString(pid, Long.toString(ProcessHandle.current().pid()));
    return new RunLock(channel);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process holds it
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
