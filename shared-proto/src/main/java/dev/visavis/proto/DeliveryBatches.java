package dev.visavis.proto;

import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeliveryBatch;
import dev.visavis.proto.v1.DeviceRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Deliveries as records of the gateways' inboxes: those that one command leads to at one gateway
/// travel in one record, since a record costs each of those whom it passes more than what is in it.
public final class DeliveryBatches {
  /// In a record, so that it stays far below the 1 MiB that Kafka takes by default.
  static final int MAX_BYTES = 256 * 1024;

  private DeliveryBatches() {}

  /// The same deliveries in as few records as may be, in order for each gateway. One that is alone,
  /// or larger than [#MAX_BYTES], or for a gateway that reads no batches, is a record as it is.
  public static List<Delivery> batch(List<Delivery> deliveries) {
    if (deliveries.size() < 2) {
      return deliveries;
    }
    Map<Integer, Filling> byGateway = new LinkedHashMap<>();
    List<Delivery> records = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      int gateway = delivery.getTo().getGateway();
      Filling filling = byGateway.computeIfAbsent(gateway, Filling::new);
      if (!filling.hasRoomFor(delivery)) {
        records.add(filling.take());
      }
      filling.add(delivery);
    }
    byGateway.values().forEach(filling -> records.add(filling.take()));
    return records;
  }

  /// What a record holds, in order.
  public static List<Delivery> unbatch(Delivery record) {
    return record.hasBatch() ? record.getBatch().getDeliveriesList() : List.of(record);
  }

  /// The record that is being filled for one gateway.
  private static final class Filling {
    private final int gateway;
    private final List<Delivery> members = new ArrayList<>();
    private int bytes;

    Filling(int gateway) {
      this.gateway = gateway;
    }

    boolean hasRoomFor(Delivery delivery) {
      return members.isEmpty()
          || (members.getLast().getTo().getAcceptsBatches()
              && delivery.getTo().getAcceptsBatches()
              && bytes + delivery.getSerializedSize() <= MAX_BYTES);
    }

    void add(Delivery delivery) {
      members.add(delivery);
      bytes += delivery.getSerializedSize();
    }

    Delivery take() {
      Delivery record =
          members.size() == 1
              ? members.getFirst()
              : Delivery.newBuilder()
                  .setTo(DeviceRoute.newBuilder().setGateway(gateway))
                  .setBatch(DeliveryBatch.newBuilder().addAllDeliveries(members))
                  .build();
      members.clear();
      bytes = 0;
      return record;
    }
  }
}
