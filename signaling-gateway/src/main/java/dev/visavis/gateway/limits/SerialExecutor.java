package dev.visavis.gateway.limits;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Keeps the messages of one socket in order while one of them waits for an answer. Belongs to the
/// event loop of the socket.
public final class SerialExecutor {
  /// As many as a burst may bring.
  private static final int MAX_WAITING = 200;

  private final Executor eventLoop;
  private final ArrayDeque<Supplier<Future<Void>>> waiting = new ArrayDeque<>();
  private boolean busy;

  public SerialExecutor(Executor eventLoop) {
    this.eventLoop = eventLoop;
  }

  /// Runs the work as soon as all that came before is done; false if too much waits already.
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
      done.onComplete(result -> eventLoop.execute(this::goOn));
    }
  }

  private void goOn() {
    busy = false;
    while (!busy && !waiting.isEmpty()) {
      run(waiting.removeFirst());
    }
  }
}
