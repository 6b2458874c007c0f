package dev.visavis.devstack.edge;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/// The bytes of one direction of a [Tunnel]. Bytes wait until the kernel has accepted them; while
/// too many wait, the source is not read.
final class Flow {
  /// Writes to the destination; the future completes once the kernel has accepted the bytes.
  interface Sink {
    Future<Void> write(Buffer bytes);
  }

  /// What waits here at most, but for what one read has brought beyond it.
  private static final int QUEUE_BYTES = 16 * 1024;

  private final NetSocket from;
  private final NetSocket to;
  private final Sink sink;
  private final Backlog all;
  private int waiting;
  private boolean paused;

  private Flow(NetSocket from, NetSocket to, Sink sink, Backlog all) {
    this.from = from;
    this.to = to;
    this.sink = sink;
    this.all = all;
  }

  /// Starts with the bytes that have arrived so far. When `from` ends, `to` ends after the last
  /// byte.
  ///
  /// @param sink writes to `to`
  static void start(NetSocket from, NetSocket to, Sink sink, Backlog all) {
    Flow flow = new Flow(from, to, sink, all);
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
    sink.write(bytes).onComplete(written -> passed(bytes.length(), written));
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
