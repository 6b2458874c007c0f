package dev.visavis.presence.call;

import dev.visavis.presence.gateway.GatewayMonitorAccess;
import dev.visavis.presence.log.RecordWriter;
import dev.visavis.presence.store.ReadModel;

/// Gives the simulation access to this package.
public final class CallProjectionAccess {
  private CallProjectionAccess() {}

  public static CallProjection of(ReadModel model, RecordWriter log) {
    return new CallProjection(
        model,
        log,
        new RingReconciler(GatewayMonitorAccess.leases(model)),
        new MissedProfiles(model),
        new GlareDetector(model));
  }
}
