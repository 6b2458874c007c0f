package dev.visavis.presence.device;

import com.google.protobuf.Timestamp;
import dev.visavis.presence.log.Output;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.DeviceConnected;
import dev.visavis.proto.v1.DeviceDisconnected;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceRoute;

/// Commands that report a device's connection to a call. A connection is added to a call once and
/// removed once, so the command id consists of the connection and the call.
public final class ConnectionCommands {
  private ConnectionCommands() {}

  /// The device came online, or has a new connection.
  ///
  /// @param occasion empty, or a suffix that distinguishes a later report of the same connection
  public static Output connected(
      String callId, DeviceRoute device, boolean inCall, Timestamp at, String occasion) {
    return new Output.Command(
        CallCommand.newBuilder()
            .setCommandId(id("connected", device, callId) + occasion)
            .setCallId(callId)
            .setAt(at)
            .setDeviceConnected(
                DeviceConnected.newBuilder().setDevice(device).setInCall(inCall).build())
            .build());
  }

  /// @param occasion as in [#connected]
  public static Output disconnected(
      String callId, DeviceRoute device, DeviceOffline how, Timestamp at, String occasion) {
    return new Output.Command(
        CallCommand.newBuilder()
            .setCommandId(id("disconnected", device, callId) + occasion)
            .setCallId(callId)
            .setAt(at)
            .setDeviceDisconnected(
                DeviceDisconnected.newBuilder()
                    .setUserId(device.getUserId())
                    .setDeviceId(device.getDeviceId())
                    .setConnectionId(device.getConnectionId())
                    .setAbrupt(how.getAbrupt())
                    .setLossUnconfirmed(how.getLossUnconfirmed())
                    .setPageClosed(how.getPageClosed()))
            .build());
  }

  private static String id(String what, DeviceRoute device, String callId) {
    return "presence:" + what + ":" + device.getConnectionId() + ":" + callId;
  }
}
