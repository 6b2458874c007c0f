package dev.visavis.devstack;

import java.io.PrintStream;

/// What the person at the terminal reads: one line for each thing that happened.
public final class Console {
  private final PrintStream out;
  private final long start = System.nanoTime();

  public Console(PrintStream out) {
    this.out = out;
  }

  /// A line as it stands.
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /// The text without what a terminal would take for more than text.
  public static String printable(String text) {
    return text.replaceAll("[^\\p{Print}\\p{L}]", "?");
  }

  /// A line with the seconds since the start before it.
  public void progress(String what) {
    say("%6.1f s  %s".formatted((System.nanoTime() - start) / 1e9, what));
  }
}
