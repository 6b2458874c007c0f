package dev.visavis.media.log;

import dev.visavis.media.MediaLoop;
import java.util.concurrent.Semaphore;

/// Hands the records of one reader to the loop. While [#MOST] of them are unfinished, the reader
/// waits, so that records that the loop has no time for stay in Kafka and not in memory.
final class Backlog {
  static final int MOST = 1_000;

  private final MediaLoop loop;
  private final Semaphore free = new Semaphore(MOST);

  Backlog(MediaLoop loop) {
    this.loop = loop;
  }

  /// Blocks while too much is unfinished. Does nothing if the thread is interrupted meanwhile,
  /// because its reader is to stop.
  void run(Runnable work) {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    loop.run(
        () -> {
          try {
            work.run();
          } finally {
            free.release();
          }
        });
  }
}
