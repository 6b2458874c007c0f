package dev.visavis.presence.call;

import dev.visavis.presence.gateway.GatewayDeaths;
import dev.visavis.presence.log.LogWriter;
import dev.visavis.presence.store.ReadModel;

/// Opens the package to the simulation.
public final class CallProjections {
  private CallProjections() {}

  public static CallProjection of(ReadModel model, LogWriter log) {
    return new CallProjection(
        model,
        log,
        new MissedDevices(GatewayDeaths.leases(model)),
        new MissedProfiles(model),
        new GlareSearch(model));
  }
}
