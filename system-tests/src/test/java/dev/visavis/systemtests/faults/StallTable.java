package dev.visavis.systemtests.faults;

import dev.visavis.systemtests.faults.evidence.CallAttempt;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The longest waits around each fault, as a table in Markdown.
record StallTable(List<FaultWindow> aftermaths, List<CallAttempt> rounds, Stalls stalls) {
  private static final String HEAD =
      """
      | fault | dial → ring | answer → answered | hang-up → end | candidate | registered again p50 / p99 | \
      all calls work again after | as planned |
      |---|---|---|---|---|---|---|---|
      """;

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder(HEAD);
    for (int i = 0; i < aftermaths.size(); i++) {
      boolean last = i + 1 == aftermaths.size();
      long until = last ? Long.MAX_VALUE : aftermaths.get(i + 1).from();
      table.append(line(aftermaths.get(i), until));
    }
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    List<Duration> rings = stalls.rings(Long.MIN_VALUE, Long.MAX_VALUE);
    return table
        + "Dial → ring, all %d: p50 %s, p99 %s. Load average at the end: %.1f"
            .formatted(rings.size(), percentile(rings, 50), percentile(rings, 99), load);
  }

  private String line(FaultWindow aftermath, long until) {
    long from = aftermath.from();
    List<CallAttempt> calls =
        rounds.stream()
            .filter(attempt -> attempt.begunAt() >= from && attempt.begunAt() < until)
            .toList();
    long asPlanned = calls.stream().filter(CallAttempt::isAsPlanned).count();
    List<Duration> returns = stalls.returns(from, until);
    return "| %s | %s | %s | %s | %s | %s | %s | %d of %d |%n"
        .formatted(
            aftermath.fault(),
            longest(stalls.rings(from, until)),
            longest(stalls.answers(from, until)),
            longest(stalls.ends(from, until)),
            longest(stalls.candidates(from, until)),
            returns.isEmpty() ? "" : percentile(returns, 50) + " / " + percentile(returns, 99),
            seconds(aftermath.lasted()),
            asPlanned,
            calls.size());
  }

  private static String longest(List<Duration> waits) {
    return percentile(waits, 100);
  }

  private static String percentile(List<Duration> sorted, int percent) {
    if (sorted.isEmpty()) {
      return "";
    }
    int rank = (sorted.size() * percent + 99) / 100;
    return seconds(sorted.get(rank - 1));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
  }
}
