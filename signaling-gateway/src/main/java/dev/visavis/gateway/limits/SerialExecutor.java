package dev.visavis.gateway.limits;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Keeps the messages of one socket in order while one of them waits for a reply of another system.
/// Only the event loop of the socket may call it.
public final class SerialExecutor {
  /// The largest burst that the rate limit allows.
  private static final int MAX_WAITING = 200;

  private final Executor eventLoop;
  private final ArrayDeque<Supplier<Future<Void>>> waiting = new ArrayDeque<>();
  private boolean busy;

  public SerialExecutor(Executor eventLoop) {
    this.eventLoop = eventLoop;
  }

  /// Runs the work as soon as all earlier work is done. Returns false, without running it, if too
  /// much work is waiting already.
  public boolean submit(Supplier<Future<Void>> work) {
    if (!busy) {
      run(work);
      return true;
    }
    return waiting.size() < MAX_WAITING && waiting.add(work);
  }

  private void run(Supplier<Future<Void>> work) {
    Future<Void> done = work.get();
    if (!done.isComplete()) {
      busy = true;
      done.onComplete(result -> eventLoop.execute(this::runWaiting));
    }
  }

  private void runWaiting() {
    busy = false;
    while (!busy && !waiting.isEmpty()) {
      run(waiting.removeFirst());
    }
  }
}
