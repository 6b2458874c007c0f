package dev.visavis.presence.device;

import dev.visavis.presence.device.DeviceUpdateResult.Verdict;
import dev.visavis.presence.log.Output;
import dev.visavis.presence.store.LiveCalls;
import dev.visavis.presence.store.ProtoTime;
import dev.visavis.proto.v1.ConnectionReplaced;
import dev.visavis.proto.v1.ConnectionRevoked;
import dev.visavis.proto.v1.ConnectionSignedOut;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceOnline;
import dev.visavis.proto.v1.DeviceRefused;
import dev.visavis.proto.v1.DeviceRegistered;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/// Derives the outputs of one record of `visavis.device.events`, after it has been applied to
/// Redis.
public final class DeviceOutputs {
  private DeviceOutputs() {}

  static List<Output> of(DeviceEvent event, DeviceUpdateResult result) {
    return switch (event.getChangeCase()) {
      case ONLINE -> online(event, result);
      case OFFLINE -> offline(event, result);
      case REVOKED -> revoked(event, result);
      case CHANGE_NOT_SET -> List.of();
    };
  }

  private static List<Output> online(DeviceEvent event, DeviceUpdateResult result) {
    DeviceRoute device = event.getDevice();
    List<Output> outputs = new ArrayList<>();
    switch (result.verdict()) {
      case APPLIED -> {
        for (String callId : result.calls().keySet()) {
          boolean inCall = LiveCalls.joinedElsewhere(result.calls(), callId);
          outputs.add(ConnectionCommands.connected(callId, device, inCall, event.getAt(), ""));
        }
        outputs.add(registered(device, result));
        if (result.route() != null && !result.isCurrent(device.getConnectionId())) {
          outputs.add(replaced(result.route()));
        }
      }
      // A replay for a connection that has been replaced since; its replacement may not have been
      // announced.
      case OLD -> {
        if (result.route() != null && !result.isCurrent(device.getConnectionId())) {
          outputs.add(replaced(device));
        }
      }
      case REVOKED -> outputs.add(revoked(device));
      case SIGNED_OUT -> outputs.add(signedOut(device));
      case FULL -> outputs.add(full(device));
      // The connection has ended. Compaction keeps the last record of a device, so the last record
      // must contain it.
      case OVERRULED ->
          outputs.add(
              new Output.Device(
                  event.toBuilder().setOffline(DeviceOffline.getDefaultInstance()).build()));
    }
    return outputs;
  }

  private static List<Output> offline(DeviceEvent event, DeviceUpdateResult result) {
    return switch (result.verdict()) {
      case APPLIED -> disconnected(event, event.getDevice(), result);
      case OLD, REVOKED, SIGNED_OUT, FULL -> List.of();
      case OVERRULED -> currentRoute(event, result);
    };
  }

  /// A newer connection exists; its record must be the last one, which compaction keeps.
  private static List<Output> currentRoute(DeviceEvent event, DeviceUpdateResult result) {
    if (result.route() == null) {
      return List.of();
    }
    DeviceOnline online =
        DeviceOnline.newBuilder()
            .setSignedInAt(ProtoTime.ofMillis(result.signedInAt()))
            .setSessionId(result.sessionId())
            .build();
    return List.of(
        new Output.Device(event.toBuilder().setDevice(result.route()).setOnline(online).build()));
  }

  private static List<Output> revoked(DeviceEvent event, DeviceUpdateResult result) {
    if (result.verdict() == Verdict.OVERRULED) {
      return currentRoute(event, result);
    }
    if (result.verdict() != Verdict.APPLIED || result.route() == null) {
      return List.of();
    }
    List<Output> outputs = new ArrayList<>(disconnected(event, result.route(), result));
    outputs.add(revoked(result.route()));
    return outputs;
  }

  private static List<Output> disconnected(
      DeviceEvent event, DeviceRoute device, DeviceUpdateResult result) {
    return result.calls().keySet().stream()
        .map(
            callId ->
                ConnectionCommands.disconnected(
                    callId, device, event.getOffline(), event.getAt(), ""))
        .toList();
  }

  private static Output registered(DeviceRoute device, DeviceUpdateResult result) {
    DeviceRegistered registered =
        DeviceRegistered.newBuilder().addAllLiveCallIds(result.calls().keySet()).build();
    return new Output.ToGateway(to(device, "registered").setDeviceRegistered(registered).build());
  }

  private static Output revoked(DeviceRoute device) {
    return new Output.ToGateway(
        to(device, "revoked").setConnectionRevoked(ConnectionRevoked.getDefaultInstance()).build());
  }

  /// The user has signed out of this connection's session.
  public static Output signedOut(DeviceRoute device) {
    return new Output.ToGateway(
        to(device, "signed-out")
            .setConnectionSignedOut(ConnectionSignedOut.getDefaultInstance())
            .build());
  }

  private static Output full(DeviceRoute device) {
    Error error =
        Error.newBuilder()
            .setCode(ErrorCode.TOO_MANY_DEVICES)
            .setMessage(DeviceRequests.MAX_DEVICES + " of your devices are already online")
            .build();
    return new Output.ToGateway(
        to(device, "refused").setDeviceRefused(DeviceRefused.newBuilder().setError(error)).build());
  }

  private static Output replaced(DeviceRoute old) {
    return new Output.ToGateway(
        to(old, "replaced").setConnectionReplaced(ConnectionReplaced.getDefaultInstance()).build());
  }

  private static Delivery.Builder to(DeviceRoute route, String what) {
    return Delivery.newBuilder()
        .setDeliveryId("presence:" + what + ":" + route.getConnectionId())
        .setTo(route);
  }
}
