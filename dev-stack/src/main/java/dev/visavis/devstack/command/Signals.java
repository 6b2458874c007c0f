package dev.visavis.devstack.command;

import sun.misc.Signal;

/// Handles Ctrl-C, SIGTERM and a closed terminal: the first signal stops the stack, the second one
/// kills it.
final class Signals {
  private Signals() {}

  /// @param stop called on the first signal
  /// @param kill called on the second; the process must end soon afterwards
  static void handle(Runnable stop, Runnable kill) {
    var handler = new Handler(stop, kill);
    for (var name : new String[] {"INT", "TERM", "HUP"}) {
      Signal.handle(new Signal(name), signal -> handler.received());
    }
  }

  private static final class Handler {
    private final Runnable stop;
    private final Runnable kill;
    private boolean asked;

    Handler(Runnable stop, Runnable kill) {
      this.stop = stop;
      this.kill = kill;
    }

    void received() {
      boolean insists;
      synchronized (this) {
        insists = asked;
        asked = true;
      }
      (insists ? kill : stop).run();
    }
  }
}
