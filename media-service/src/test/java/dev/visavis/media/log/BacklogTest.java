package dev.visavis.media.log;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.visavis.media.MediaLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger handed = new AtomicInteger();
  private final Backlog backlog = new Backlog(new BusyLoop());
  private final Thread reader =
      Thread.ofPlatform()
          .start(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  backlog.run(handed::incrementAndGet);
                }
              });

  /// Does its work when the test says so.
  private final class BusyLoop implements MediaLoop {
    @Override
    public long nowMs() {
      return 0;
    }

    @Override
    public void run(Runnable work) {
      queue.add(work);
    }

    @Override
    public void after(long ms, Runnable work) {
      throw new UnsupportedOperationException();
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    reader.interrupt();
    reader.join();
  }

  private void awaitQueued(int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> queue.size() == count && isWaiting());
  }

  private boolean isWaiting() {
    return reader.getState() == Thread.State.WAITING;
  }

  @Test
  void aReaderWaitsForALoopThatIsBusy() {
    awaitQueued(Backlog.MOST);

    List<Runnable> done = new ArrayList<>();
    queue.drainTo(done, 10);
    done.forEach(Runnable::run);

    awaitQueued(Backlog.MOST);
    assertEquals(10, handed.get());
  }

  @Test
  void workThatFailsMakesRoomAsWell() {
    awaitQueued(Backlog.MOST);
    Backlog failing = new Backlog(new BusyLoop());
    failing.run(
        () -> {
          throw new IllegalStateException("a fault in one room");
        });
    List<Runnable> all = new ArrayList<>();
    queue.drainTo(all);

    assertThrows(IllegalStateException.class, all.getLast()::run);
    for (int i = 0; i < Backlog.MOST; i++) {
      failing.run(handed::incrementAndGet); // would wait for ever
    }
  }
}
