package dev.visavis.devstack.edge;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/// One direction of a [Tunnel]. Bytes wait until the kernel has accepted them. While too many wait,
/// the source is not read.
final class Flow {
  /// Writes to the destination; the future completes once the kernel has accepted the bytes.
  interface Sink {
    Future<Void> write(Buffer bytes);
  }

  /// The maximum number of waiting bytes; a single read may exceed it.
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
    from.exceptionHandler(broken -> {}); // the close handler runs as well
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
