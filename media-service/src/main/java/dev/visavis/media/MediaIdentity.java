package dev.visavis.media;

import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.DeviceRoute;

/// The identity of this instance: its name and inbox partition, and the incarnation of its process.
///
/// @param id survives a restart
/// @param partition of `visavis.gateway.inbox`
/// @param incarnation differs for each start of the process
public record MediaIdentity(String id, int partition, String incarnation) {

  /// The SFU's address for the devices of a call: where gateways send what they have for it.
  public DeviceRoute route(String callId, int generation) {
    return DeviceRoute.newBuilder()
        .setUserId(RelayAddress.SFU)
        .setDeviceId(id)
        .setGateway(partition)
        .setConnectionId(callId + "/" + generation)
        .setIncarnation(incarnation)
        .setAcceptsBatches(true)
        .setAcceptsSharedContent(true)
        .build();
  }
}
