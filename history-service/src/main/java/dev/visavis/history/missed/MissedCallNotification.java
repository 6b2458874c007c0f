package dev.visavis.history.missed;

import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.MissedCalls;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.UUID;

/// The number of missed calls, for one device.
record MissedCallNotification(DeviceRoute to, int count) {
  Delivery delivery() {
    return Delivery.newBuilder()
        .setDeliveryId("history:missed:" + UUID.randomUUID())
        .setTo(to)
        .setMessage(
            SignalingMessage.newBuilder().setMissedCalls(MissedCalls.newBuilder().setCount(count)))
        .build();
  }
}
