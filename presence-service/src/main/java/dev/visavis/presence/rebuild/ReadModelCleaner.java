package dev.visavis.presence.rebuild;

import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// Deletes the whole read model, but not the gateways' leases.
@ApplicationScoped
class ReadModelCleaner {
  private static final int SCAN_COUNT = 1_000;

  private final ReadModel model;

  ReadModelCleaner(ReadModel model) {
    this.model = model;
  }

  void run() {
    model.runUnchecked(List.of(Request.cmd(Command.DEL).arg(InternalPresenceKeys.MARKER)));
    for (String pattern : List.of("visavis:{*", "visavis:presence:*", "visavis:gateway:*:*")) {
      unlink(pattern);
    }
  }

  private void unlink(String pattern) {
    String cursor = "0";
    do {
      Request scan =
          Request.cmd(Command.SCAN)
              .arg(cursor)
              .arg("MATCH")
              .arg(pattern)
              .arg("COUNT")
              .arg(SCAN_COUNT);
      Response page = model.runUnchecked(List.of(scan)).getFirst();
      if (page == null) {
        return;
      }
      cursor = page.get(0).toString();
      List<Request> removals = new ArrayList<>();
      for (Response key : page.get(1)) {
        removals.add(Request.cmd(Command.UNLINK).arg(key.toString()));
      }
      model.runUnchecked(removals);
    } while (!cursor.equals("0"));
  }
}
