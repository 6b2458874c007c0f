package dev.visavis.benchmarks.history;

import dev.visavis.history.projection.RawUpserts;
import dev.visavis.history.projection.RealProjection;
import dev.visavis.proto.v1.events.CallEvent;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;

/// The events a second that the projection writes, compared with a client that already has the rows
/// and only upserts them: the same statements, rows and batches. Both run alternately, on tables
/// that are not empty.
final class ProjectionRate {
  private static final int ROUNDS = 9;
  private static final int BATCH = 500;
  private static final int CALLS = 10_000;

  private final Database database;

  ProjectionRate(Database database) {
    this.database = database;
  }

  void run() {
    database.migrate();
    Pool pool = database.pool();
    System.out.printf(
        "%n## the projection, %,d calls a round, batches of %d events%n", CALLS, BATCH);
    List<Double> shares = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double projected = rate(new RealProjection(pool), new Facts(CALLS, 40));
      double raw = rate(new RawUpserts(pool), new Facts(CALLS, 40));
      String note = round == 0 ? " (warm-up, not counted)" : "";
      System.out.printf(
          "round %d: projection %,.0f events/s, raw upserts %,.0f events/s, share %.2f%s%n",
          round, projected, raw, projected / raw, note);
      if (round > 0) {
        shares.add(projected / raw);
      }
    }
    pool.closeAndAwait();
    System.out.printf("median share %.2f%n", shares.stream().sorted().toList().get(ROUNDS / 2));
  }

  private static double rate(RealProjection projection, Facts facts) {
    List<List<CallEvent>> batches = facts.batches(BATCH);
    long start = System.nanoTime();
    batches.forEach(projection::write);
    return perSecond(batches, start);
  }

  private static double rate(RawUpserts upserts, Facts facts) {
    List<List<CallEvent>> batches = facts.batches(BATCH);
    List<RawUpserts.Rows> rows = upserts.prepare(batches);
    long start = System.nanoTime();
    rows.forEach(upserts::write);
    return perSecond(batches, start);
  }

  private static double perSecond(List<List<CallEvent>> batches, long start) {
    return batches.stream().mapToInt(List::size).sum() / ((System.nanoTime() - start) / 1e9);
  }
}
