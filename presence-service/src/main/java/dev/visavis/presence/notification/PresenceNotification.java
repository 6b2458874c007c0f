package dev.visavis.presence.notification;

import dev.visavis.presence.log.Output;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Presence;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.UserPresence;
import java.util.ArrayList;
import java.util.List;

/// The `presence` message for one device.
record PresenceNotification(DeviceRoute to, List<UserPresence> people) {
  /// The limit of the schema.
  private static final int MAX_USERS_PER_MESSAGE = 100;

  List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    for (int from = 0; from < people.size(); from += MAX_USERS_PER_MESSAGE) {
      outputs.add(
          output(people.subList(from, Math.min(from + MAX_USERS_PER_MESSAGE, people.size()))));
    }
    return outputs;
  }

  private Output output(List<UserPresence> some) {
    UserPresence first = some.getFirst();
    Presence presence = Presence.newBuilder().addAllUsers(some).build();
    return new Output.ToGateway(
        Delivery.newBuilder()
            .setDeliveryId(
                "presence:told:%s:%s:%d.%09d"
                    .formatted(
                        to.getConnectionId(),
                        first.getUserId(),
                        first.getAt().getSeconds(),
                        first.getAt().getNanos()))
            .setTo(to)
            .setMessage(SignalingMessage.newBuilder().setPresence(presence))
            .build());
  }
}
