package dev.visavis.simulation.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.Callee;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.InitiateCall;
import dev.visavis.proto.v1.InvitePeople;
import dev.visavis.proto.v1.PlaceCall;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.PresenceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads from Redis what a gateway needs for `initiate_call` and `invite`.
final class SimulatedCalleeReader {
  private final World world;

  SimulatedCalleeReader(World world) {
    this.world = world;
  }

  PlaceCall place(Device device, String callId, SignalingMessage message) {
    InitiateCall asked = message.getInitiateCall();
    List<String> ids =
        asked.hasCalleeId() ? List.of(asked.getCalleeId()) : asked.getCalleeIdsList();
    return PlaceCall.newBuilder()
        .addAllCallees(callees(device, callId, ids))
        .addAllCallerDevices(
            online(device.person().id()).stream()
                .filter(route -> !route.getDeviceId().equals(device.toString()))
                .toList())
        .setCallType(asked.getCallType())
        .setKind(ids.size() == 1 ? CallKind.CALL_KIND_DIRECT : CallKind.CALL_KIND_GROUP)
        .setIdempotencyKey(message.getIdempotencyKey())
        .build();
  }

  InvitePeople invite(Device device, String callId, SignalingMessage message) {
    return InvitePeople.newBuilder()
        .addAllCallees(callees(device, callId, message.getInvite().getUserIdsList()))
        .build();
  }

  private List<Callee> callees(Device device, String callId, List<String> ids) {
    List<Callee> callees = new ArrayList<>();
    for (String id : ids) {
      Person callee = world.person(id);
      callees.add(
          Callee.newBuilder()
              .setUser(callee.info())
              .addAllDevices(online(id))
              .setBlocksCaller(callee.blocks(device.person().id()))
              .setInCall(isInCallOtherThan(id, callId))
              .build());
    }
    return callees;
  }

  private List<DeviceRoute> online(String userId) {
    List<DeviceRoute> online = new ArrayList<>();
    List<?> devices =
        (List<?>)
            Objects.requireNonNull(
                world.redis().call(List.of("HVALS", PresenceKeys.devices(userId))));
    for (Object device : devices) {
      DeviceRoute route = route((String) device);
      String lease = PresenceKeys.gatewayLease(route.getGateway());
      if (route.getIncarnation().equals(world.redis().call(List.of("GET", lease)))) {
        online.add(route);
      }
    }
    return online;
  }

  private boolean isInCallOtherThan(String userId, String callId) {
    List<?> calls =
        (List<?>)
            Objects.requireNonNull(
                world.redis().call(List.of("HGETALL", PresenceKeys.calls(userId))));
    for (int i = 0; i + 1 < calls.size(); i += 2) {
      if (!calls.get(i).equals(callId) && ((String) calls.get(i + 1)).startsWith("joined")) {
        return true;
      }
    }
    return false;
  }

  private static DeviceRoute route(String bytes) {
    try {
      return DeviceRoute.parseFrom(bytes.getBytes(ISO_8859_1));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
