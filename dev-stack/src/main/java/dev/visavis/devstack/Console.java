package dev.visavis.devstack;

import java.io.PrintStream;

/// Prints to the terminal, one line for each event.
public final class Console {
  private final PrintStream out;
  private final long start = System.nanoTime();

  public Console(PrintStream out) {
    this.out = out;
  }

  /// Prints a line unchanged.
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /// The text without control characters, which a terminal could interpret.
  public static String printable(String text) {
    return text.replaceAll("[^\\p{Print}\\p{L}]", "?");
  }

  /// Prints a line with the seconds since the start in front.
  public void progress(String what) {
    say("%6.1f s  %s".formatted((System.nanoTime() - start) / 1e9, what));
  }
}
