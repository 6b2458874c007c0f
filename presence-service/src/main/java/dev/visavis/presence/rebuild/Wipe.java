package dev.visavis.presence.rebuild;

import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.ReadModel;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// Removes the whole read model, and leaves the gateways' leases.
@ApplicationScoped
class Wipe {
  private static final int SCANNED_AT_ONCE = 1_000;

  private final ReadModel model;

  Wipe(ReadModel model) {
    this.model = model;
  }

  void run() {
    model.runUnchecked(List.of(Request.cmd(Command.DEL).arg(Keys.MARKER)));
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
              .arg(SCANNED_AT_ONCE);
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
