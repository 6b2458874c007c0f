package dev.visavis.proto;

import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeliveryBatch;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.SharedContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Packs deliveries into records of the gateways' inboxes. All deliveries of one command for one
/// gateway share a record, because the cost of a record is mostly independent of its size. Content
/// that several of them share is stored once.
public final class DeliveryBatches {
  /// The limit for one record, far below Kafka's default of 1 MiB.
  static final int MAX_BYTES = 256 * 1024;

  private DeliveryBatches() {}

  /// Packs the deliveries of one command into as few records as possible, in order for each
  /// gateway. A delivery is a record of its own, with all its content, if it is the only one,
  /// larger than [#MAX_BYTES], or for a gateway that does not read batches.
  public static List<Delivery> records(DeliveryBatch batch) {
    if (batch.getDeliveriesCount() < 2) {
      return whole(batch);
    }
    Map<Integer, SharedContent> contents = contents(batch);
    Map<Integer, Filling> byGateway = new LinkedHashMap<>();
    List<Delivery> records = new ArrayList<>();
    for (Delivery delivery : batch.getDeliveriesList()) {
      Filling filling =
          byGateway.computeIfAbsent(
              delivery.getTo().getGateway(), gateway -> new Filling(gateway, contents));
      if (!filling.hasRoomFor(delivery)) {
        records.add(filling.take());
      }
      filling.add(delivery);
    }
    byGateway.values().forEach(filling -> records.add(filling.take()));
    return records;
  }

  /// The deliveries of a record, in order, each with all its content.
  public static List<Delivery> unbatch(Delivery record) {
    return record.hasBatch() ? whole(record.getBatch()) : List.of(record);
  }

  /// The deliveries of a batch, in order, each with all its content. A delivery whose shared
  /// content is missing is left out.
  public static List<Delivery> whole(DeliveryBatch batch) {
    if (batch.getSharedCount() == 0) {
      return batch.getDeliveriesList();
    }
    Map<Integer, SharedContent> contents = contents(batch);
    List<Delivery> whole = new ArrayList<>(batch.getDeliveriesCount());
    for (Delivery delivery : batch.getDeliveriesList()) {
      SharedContent content = contents.get(delivery.getShared());
      if (content != null) {
        whole.add(whole(delivery, content));
      } else if (delivery.getShared() == 0) {
        whole.add(delivery);
      }
    }
    return whole;
  }

  private static Map<Integer, SharedContent> contents(DeliveryBatch batch) {
    if (batch.getSharedCount() == 0) {
      return Map.of();
    }
    Map<Integer, SharedContent> contents = new HashMap<>();
    batch.getSharedList().forEach(content -> contents.put(content.getId(), content));
    return contents;
  }

  /// The delivery's own fields take precedence.
  private static Delivery whole(Delivery delivery, SharedContent content) {
    Delivery.Builder whole = delivery.toBuilder().clearShared();
    whole.setMessage(
        delivery.hasMessage()
            ? content.getMessage().toBuilder().mergeFrom(delivery.getMessage()).build()
            : content.getMessage());
    String user = delivery.getTo().getUserId();
    for (DeviceRoute peer : content.getPeersList()) {
      if (!peer.getUserId().equals(user)) {
        whole.addPeers(peer);
      }
    }
    return whole.build();
  }

  /// The record being filled for one gateway.
  private static final class Filling {
    private final int gateway;
    private final Map<Integer, SharedContent> contents;
    private final List<Delivery> members = new ArrayList<>();
    private final Map<Integer, SharedContent> used = new LinkedHashMap<>();
    private int bytes;

    Filling(int gateway, Map<Integer, SharedContent> contents) {
      this.gateway = gateway;
      this.contents = contents;
    }

    boolean hasRoomFor(Delivery delivery) {
      return members.isEmpty()
          || (members.getLast().getTo().getAcceptsBatches()
              && delivery.getTo().getAcceptsBatches()
              && bytes + size(delivery) <= MAX_BYTES);
    }

    /// The bytes by which the record grows.
    private int size(Delivery delivery) {
      SharedContent content = contents.get(delivery.getShared());
      int shared = 0;
      if (content != null && !used.containsKey(content.getId())) {
        shared = content.getSerializedSize();
      }
      return delivery.getSerializedSize() + shared;
    }

    void add(Delivery delivery) {
      bytes += size(delivery);
      members.add(delivery);
      SharedContent content = contents.get(delivery.getShared());
      if (content != null) {
        used.putIfAbsent(content.getId(), content);
      }
    }

    Delivery take() {
      DeliveryBatch batch =
          DeliveryBatch.newBuilder().addAllDeliveries(members).addAllShared(used.values()).build();
      Delivery record =
          members.size() == 1
              ? whole(batch).getFirst()
              : Delivery.newBuilder()
                  .setTo(DeviceRoute.newBuilder().setGateway(gateway))
                  .setBatch(batch)
                  .build();
      members.clear();
      used.clear();
      bytes = 0;
      return record;
    }
  }
}
