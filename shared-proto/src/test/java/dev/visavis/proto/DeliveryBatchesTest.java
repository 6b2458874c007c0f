package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
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
        DeliveryBatches.batch(
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
  void oneAloneIsARecordAsItIs() {
    List<Delivery> alone = List.of(delivery("a", 3, 9));
    assertEquals(alone, DeliveryBatches.batch(alone));
    assertEquals(alone, DeliveryBatches.unbatch(alone.getFirst()));
    List<Delivery> apart = List.of(delivery("a", 3, 9), delivery("b", 4, 9));
    assertEquals(apart, DeliveryBatches.batch(apart));
  }

  @Test
  void aGatewayThatKnowsNoGroupsGetsEachDeliveryAlone() {
    List<Delivery> old = List.of(delivery("a", OLD_GATEWAY, 9), delivery("b", OLD_GATEWAY, 9));
    assertEquals(old, DeliveryBatches.batch(old));
  }

  @Test
  void nothingIsNoRecord() {
    assertEquals(List.of(), DeliveryBatches.batch(List.of()));
  }

  @Test
  void aRecordStaysSmallAndTheOrderStays() {
    int large = DeliveryBatches.MAX_BYTES / 3;
    List<Delivery> all = IntStream.range(0, 10).mapToObj(i -> delivery("d" + i, 1, large)).toList();
    List<Delivery> records = DeliveryBatches.batch(all);
    assertEquals(all.stream().map(Delivery::getDeliveryId).toList(), idsFor(1, records));
    for (Delivery record : records) {
      assertTrue(record.getSerializedSize() < DeliveryBatches.MAX_BYTES + 1024);
    }
    assertTrue(records.size() < all.size());
  }

  @Test
  void whatIsTooLargeForAGroupIsNotKeptBack() {
    List<Delivery> all =
        List.of(
            delivery("a", 1, 9), delivery("b", 1, DeliveryBatches.MAX_BYTES), delivery("c", 1, 9));
    List<Delivery> records = DeliveryBatches.batch(all);
    assertEquals(List.of("a", "b", "c"), idsFor(1, records));
    assertFalse(records.get(1).hasBatch());
  }
}
