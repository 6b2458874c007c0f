package dev.visavis.simulation.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.Callee;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.PlaceCall;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.PresenceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a gateway reads in Redis for `initiate_call`.
final class SimulatedCalleeReader {
  private final World world;

  SimulatedCalleeReader(World world) {
    this.world = world;
  }

  PlaceCall place(Device device, String callId, SignalingMessage message) {
    Person caller = device.person();
    String calleeId = message.getInitiateCall().getCalleeId();
    Person callee =
        world.people().stream().filter(p -> p.id().equals(calleeId)).findFirst().orElseThrow();
    return PlaceCall.newBuilder()
        .addCallees(
            Callee.newBuilder()
                .setUser(callee.info())
                .addAllDevices(online(calleeId))
                .setBlocksCaller(callee.blocks(caller.id()))
                .setInCall(isInCallOtherThan(calleeId, callId)))
        .addAllCallerDevices(
            online(caller.id()).stream()
                .filter(route -> !route.getDeviceId().equals(device.toString()))
                .toList())
        .setCallType(message.getInitiateCall().getCallType())
        .setKind(CallKind.CALL_KIND_DIRECT)
        .setIdempotencyKey(message.getIdempotencyKey())
        .build();
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
