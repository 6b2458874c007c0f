package dev.visavis.presence.call;

import dev.visavis.presence.gateway.GatewayChecks;
import dev.visavis.presence.log.RecordWriter;
import dev.visavis.presence.store.ReadModel;

/// Opens the package to the simulation.
public final class CallProjections {
  private CallProjections() {}

  public static CallProjection of(ReadModel model, RecordWriter log) {
    return new CallProjection(
        model,
        log,
        new RingReconciler(GatewayChecks.leases(model)),
        new MissedProfiles(model),
        new GlareDetector(model));
  }
}
