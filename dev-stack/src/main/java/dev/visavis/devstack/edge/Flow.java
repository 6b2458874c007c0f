package dev.visavis.devstack.edge;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/// The bytes of one direction of a [Tunnel]. What counts as waiting is what the kernel has not
/// taken: a client's socket after its upgrade never says that its queue is full.
final class Flow {
  /// What waits here at most, but for what one read has brought beyond it.
  private static final int QUEUE_BYTES = 16 * 1024;

  private final NetSocket from;
  private final NetSocket to;
  private final Backlog all;
  private int waiting;
  private boolean paused;

  private Flow(NetSocket from, NetSocket to, Backlog all) {
    this.from = from;
    this.to = to;
    this.all = all;
  }

  /// Begins with whatever has come so far; the end of `from` ends `to` after the last byte.
  static void start(NetSocket from, NetSocket to, Backlog all) {
    Flow flow = new Flow(from, to, all);
    from.handler(flow::pass);
    from.endHandler(end -> to.end());
    from.exceptionHandler(broken -> {}); // its end is what counts
    from.resume();
  }

  private void pass(Buffer bytes) {
    if (!all.hasRoom()) {
      from.close();
      to.close();
      return;
    }
    all.add(bytes.length());
    waiting += bytes.length();
    to.write(bytes).onComplete(written -> passed(bytes.length(), written));
    if (waiting > QUEUE_BYTES && !paused) {
      paused = true;
      from.pause();
    }
  }

  private void passed(int length, AsyncResult<Void> written) {
    waiting -= length;
    all.add(-length);
    if (written.failed()) {
      from.close();
    } else if (paused && waiting <= QUEUE_BYTES / 2) {
      paused = false;
      from.resume();
    }
  }
}
