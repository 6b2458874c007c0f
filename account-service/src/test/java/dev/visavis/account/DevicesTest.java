package dev.visavis.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.Partitions;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceOnline;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserProfile;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The devices of a user, from the events that gateways write.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class DevicesTest extends AccountServiceTest {
  private static final Duration IN_TIME = Duration.ofSeconds(20);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private Person ann;
  private KafkaProducer<byte[], byte[]> log;

  @BeforeEach
  void open() {
    ann = signUp(fresh("ann"), "Ann");
    log =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void close() {
    log.close(IN_TIME);
  }

  @Test
  void aDeviceIsListedWithTheTimeItWasLastSeen() {
    DeviceRoute phone = route("phone").setDeviceName("Ann's phone").setPlatform("web").build();
    write(online(phone, Instant.now()));
    awaitDevices("phone");
    as(ann)
        .get("/api/devices")
        .then()
        .body("devices[0].name", equalTo("Ann's phone"))
        .body("devices[0].platform", equalTo("web"))
        .body("devices[0].online", equalTo(true));
    write(offline(phone.toBuilder().setConnectionId("an older one").build()));
    write(offline(phone, "2026-11-22T12:00:00Z"));
    await(() -> !as(ann).get("/api/devices").<Boolean>path("devices[0].online"));
    as(ann)
        .get("/api/devices")
        .then()
        .body("devices[0].lastSeenAt", equalTo("2026-11-22T12:00:00.000Z"));
  }

  @Test
  void onlyTheDevicesSeenLastAreKept() {
    DeviceRoute online = route("online").build();
    write(online(online, Instant.now()));
    for (int i = 10; i < 35; i++) {
      DeviceRoute old = route("old-" + i).build();
      write(online(old, Instant.now()));
      write(offline(old, "2026-11-22T12:00:" + i + "Z"));
    }
    write(online(route("last").build(), Instant.now()));
    await(() -> ids().contains("last") && ids().size() == 20);
    assertTrue(ids().containsAll(List.of("online", "last", "old-34", "old-17")), ids()::toString);
  }

  @Test
  void aRevokedDeviceComesBackOnlyWithALaterSignIn() throws Exception {
    Instant before = Instant.now();
    DeviceRoute phone = route("phone").build();
    write(online(phone, before));
    write(online(route("tablet").build(), before));
    awaitDevices("phone", "tablet");
    as(ann).delete("/api/devices/phone").then().statusCode(204);
    as(ann).get("/api/devices").then().body("devices.deviceId", contains("tablet"));
    as(ann).delete("/api/devices/phone").then().statusCode(404);

    List<byte[]> events = recordsOf(brokers, Topic.DEVICE_EVENTS, ann.id() + ":phone", 2);
    DeviceEvent told = DeviceEvent.parseFrom(events.getLast());
    assertTrue(told.hasRevoked());
    assertEquals("phone", told.getDevice().getDeviceId());
    List<byte[]> profiles = recordsOf(brokers, Topic.USER_PROFILES, ann.id(), 2);
    UserProfile profile = UserProfile.parseFrom(profiles.getLast());
    assertEquals("phone", profile.getRevokedDevices(0).getDeviceId());
    assertEquals(told.getAt(), profile.getRevokedDevices(0).getAt());

    write(online(phone, before));
    write(online(route("marker").build(), before));
    await(() -> ids().contains("marker"));
    assertTrue(!ids().contains("phone"), "an earlier sign-in does not register the device again");
    write(online(phone, Instant.now()));
    await(() -> ids().contains("phone"));
  }

  @Test
  void aDeviceOfAnotherUserIsNotFoundAndAnInvalidIdIsNamed() {
    Person bob = signUp(fresh("bob"), "Bob");
    write(online(route("phone").build(), Instant.now()));
    awaitDevices("phone");
    as(bob).get("/api/devices").then().body("devices", empty());
    as(bob).delete("/api/devices/phone").then().statusCode(404);
    as(bob)
        .delete("/api/devices/not%20an%20id")
        .then()
        .statusCode(400)
        .body("field", equalTo("deviceId"));
    as(ann).get("/api/devices").then().body("devices.deviceId", contains("phone"));
  }

  @Test
  void anInvalidRecordDoesNotBlockLaterOnes() {
    send("noise", new byte[] {7, 7, 7});
    write(online(route("phone").setDeviceName("zero\0 name").build(), Instant.now()));
    awaitDevices("phone");
    as(ann).get("/api/devices").then().body("devices[0].name", equalTo("zero name"));
  }

  private List<String> ids() {
    return as(ann).get("/api/devices").path("devices.deviceId");
  }

  private void awaitDevices(String... expected) {
    await(() -> ids().containsAll(List.of(expected)));
  }

  private DeviceRoute.Builder route(String deviceId) {
    return DeviceRoute.newBuilder()
        .setUserId(ann.id())
        .setDeviceId(deviceId)
        .setConnectionId(UUID.randomUUID().toString());
  }

  private static DeviceEvent online(DeviceRoute device, Instant signedIn) {
    return DeviceEvent.newBuilder()
        .setDevice(device)
        .setAt(timestamp(Instant.now()))
        .setOnline(DeviceOnline.newBuilder().setSignedInAt(timestamp(signedIn)))
        .build();
  }

  private static DeviceEvent offline(DeviceRoute device) {
    return offline(device, Instant.now().toString());
  }

  private static DeviceEvent offline(DeviceRoute device, String at) {
    return DeviceEvent.newBuilder()
        .setDevice(device)
        .setAt(timestamp(Instant.parse(at)))
        .setOffline(DeviceOffline.getDefaultInstance())
        .build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private void write(DeviceEvent event) {
    send(event.getDevice().getDeviceId(), event.toByteArray());
  }

  private void send(String deviceId, byte[] value) {
    byte[] key = (ann.id() + ":" + deviceId).getBytes(UTF_8);
    log.send(new ProducerRecord<>(Topic.DEVICE_EVENTS.topicName(), partition(), key, value));
    log.flush();
  }

  private int partition() {
    return Partitions.forUser(ann.id(), Topic.DEVICE_EVENTS.partitions());
  }
}
