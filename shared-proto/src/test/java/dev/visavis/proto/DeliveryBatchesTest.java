package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeliveryBatch;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.SharedContent;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryBatchesTest {
  private static final int OLD_GATEWAY = 15;

  private static Delivery delivery(String id, int gateway, int length) {
    IceCandidate candidate = IceCandidate.newBuilder().setCandidate("c".repeat(length)).build();
    return Delivery.newBuilder()
        .setDeliveryId(id)
        .setTo(
            DeviceRoute.newBuilder()
                .setGateway(gateway)
                .setConnectionId("connection-" + id)
                .setAcceptsBatches(gateway != OLD_GATEWAY))
        .setMessage(
            SignalingMessage.newBuilder()
                .setIceCandidate(IceCandidateMessage.newBuilder().setCandidate(candidate)))
        .build();
  }

  private static List<Delivery> records(List<Delivery> deliveries) {
    return DeliveryBatches.records(DeliveryBatch.newBuilder().addAllDeliveries(deliveries).build());
  }

  private static DeviceRoute route(String user, int gateway) {
    return DeviceRoute.newBuilder()
        .setUserId(user)
        .setGateway(gateway)
        .setAcceptsBatches(true)
        .build();
  }

  private static Delivery sharing(String user, int gateway, int content) {
    return Delivery.newBuilder()
        .setDeliveryId(user + content)
        .setTo(route(user, gateway))
        .setShared(content)
        .build();
  }

  private static SharedContent content(int id, int length) {
    return SharedContent.newBuilder()
        .setId(id)
        .setMessage(delivery("", 0, length).getMessage())
        .addPeers(route("a", 1))
        .addPeers(route("b", 2))
        .build();
  }

  private static List<String> idsFor(int gateway, List<Delivery> records) {
    return records.stream()
        .filter(record -> record.getTo().getGateway() == gateway)
        .flatMap(record -> DeliveryBatches.unbatch(record).stream())
        .map(Delivery::getDeliveryId)
        .toList();
  }

  @Test
  void eachGatewayGetsOneRecordWithItsDeliveriesInOrder() {
    List<Delivery> records =
        records(
            List.of(
                delivery("a", 3, 9),
                delivery("b", 0, 9),
                delivery("c", 3, 9),
                delivery("d", 3, 9)));
    assertEquals(2, records.size());
    assertEquals(List.of("a", "c", "d"), idsFor(3, records));
    assertEquals(List.of("b"), idsFor(0, records));
  }

  @Test
  void aSingleDeliveryIsARecordOfItsOwn() {
    List<Delivery> alone = List.of(delivery("a", 3, 9));
    assertEquals(alone, records(alone));
    assertEquals(alone, DeliveryBatches.unbatch(alone.getFirst()));
    List<Delivery> apart = List.of(delivery("a", 3, 9), delivery("b", 4, 9));
    assertEquals(apart, records(apart));
  }

  @Test
  void aGatewayThatReadsNoBatchesGetsSingleDeliveries() {
    List<Delivery> old = List.of(delivery("a", OLD_GATEWAY, 9), delivery("b", OLD_GATEWAY, 9));
    assertEquals(old, records(old));
  }

  @Test
  void withoutDeliveriesThereIsNoRecord() {
    assertEquals(List.of(), records(List.of()));
  }

  @Test
  void aLargeBatchIsSplitInOrder() {
    int large = DeliveryBatches.MAX_BYTES / 3;
    List<Delivery> all = IntStream.range(0, 10).mapToObj(i -> delivery("d" + i, 1, large)).toList();
    List<Delivery> records = records(all);
    assertEquals(all.stream().map(Delivery::getDeliveryId).toList(), idsFor(1, records));
    for (Delivery record : records) {
      assertTrue(record.getSerializedSize() < DeliveryBatches.MAX_BYTES + 1024);
    }
    assertTrue(records.size() < all.size());
  }

  @Test
  void aDeliveryTooLargeForABatchIsSentAlone() {
    List<Delivery> all =
        List.of(
            delivery("a", 1, 9), delivery("b", 1, DeliveryBatches.MAX_BYTES), delivery("c", 1, 9));
    List<Delivery> records = records(all);
    assertEquals(List.of("a", "b", "c"), idsFor(1, records));
    assertFalse(records.get(1).hasBatch());
  }

  @Test
  void aSharedContentIsInEachRecordOnceAndReachesEveryReceiver() {
    DeliveryBatch all =
        DeliveryBatch.newBuilder()
            .addShared(content(1, 100))
            .addShared(content(2, 50))
            .addDeliveries(sharing("a", 1, 1))
            .addDeliveries(sharing("b", 2, 1))
            .addDeliveries(sharing("c", 1, 1))
            .addDeliveries(sharing("c", 1, 2))
            .build();
    List<Delivery> records = DeliveryBatches.records(all);
    assertEquals(2, records.size());
    assertEquals(
        List.of(1, 2),
        records.getFirst().getBatch().getSharedList().stream().map(SharedContent::getId).toList());
    assertFalse(records.get(1).hasBatch(), "a single delivery has all its content");

    List<Delivery> whole = DeliveryBatches.unbatch(records.getFirst());
    assertEquals(List.of("a1", "c1", "c2"), whole.stream().map(Delivery::getDeliveryId).toList());
    assertEquals(content(1, 100).getMessage(), whole.get(1).getMessage());
    assertEquals(content(2, 50).getMessage(), whole.get(2).getMessage());
    assertEquals(List.of(route("b", 2)), whole.getFirst().getPeersList());
    assertEquals(List.of(route("a", 1)), records.get(1).getPeersList());
    assertEquals(2, whole.get(1).getPeersCount());
  }

  @Test
  void aDeliverysOwnFieldsAreAddedToTheSharedContent() {
    Delivery reply =
        sharing("a", 1, 1).toBuilder()
            .setMessage(SignalingMessage.newBuilder().setRequestId("7"))
            .build();
    DeliveryBatch all =
        DeliveryBatch.newBuilder()
            .addShared(content(1, 100))
            .addDeliveries(reply)
            .addDeliveries(sharing("b", 1, 9))
            .build();
    List<Delivery> whole = DeliveryBatches.whole(all);
    assertEquals(1, whole.size(), "a delivery without its content is left out");
    assertEquals(
        content(1, 100).getMessage().toBuilder().setRequestId("7").build(),
        whole.getFirst().getMessage());
    assertEquals(0, whole.getFirst().getShared());
  }

  @Test
  void aSharedContentCountsForTheSizeOfEachRecord() {
    DeliveryBatch.Builder all =
        DeliveryBatch.newBuilder()
            .addShared(content(1, DeliveryBatches.MAX_BYTES / 2))
            .addShared(content(2, DeliveryBatches.MAX_BYTES * 2 / 3));
    for (String user : List.of("a", "b", "c")) {
      all.addDeliveries(sharing(user, 1, 1)).addDeliveries(sharing(user, 1, 2));
    }
    List<Delivery> records = DeliveryBatches.records(all.build());
    assertEquals(List.of("a1", "a2", "b1", "b2", "c1", "c2"), idsFor(1, records));
    for (Delivery record : records) {
      assertTrue(record.getSerializedSize() < DeliveryBatches.MAX_BYTES + 1024);
    }
  }
}
