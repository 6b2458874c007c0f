package dev.visavis.presence.device;

import dev.visavis.presence.log.RecordWriter;
import dev.visavis.presence.store.ReadModel;

/// Gives the simulation access to this package.
public final class DeviceProjectionAccess {
  private DeviceProjectionAccess() {}

  public static DeviceProjection of(ReadModel model, RecordWriter log) {
    return new DeviceProjection(model, log);
  }
}
