package dev.visavis.call;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.engine.Log;
import dev.visavis.infra.EmbeddedInfrastructure;
import dev.visavis.infra.ManagementInterface;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests of the whole service with a real broker.
@QuarkusTest
@WithTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka"))
class CallServiceTest {
  private final String bootstrapServers;
  private final String callId = UUID.randomUUID().toString();
  private Log log;
  private Kafka kafka;

  CallServiceTest(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  @BeforeEach
  void open() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(ManagementInterface.url("/q/health/ready")).statusCode() == 200);
    kafka = new Kafka(bootstrapServers);
    log = new Log(callId, Instant.now()); // from here on the call rings for its time
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  private Predicate<Delivery> to(String device, Predicate<Delivery> what) {
    return delivery ->
        delivery.getTo().getDeviceId().equals(device)
            && delivery.getMessage().getCallId().equals(callId)
            && what.test(delivery);
  }

  @Test
  void aCallRingsIsAnsweredOnceAndEnds() {
    kafka.send(log.places("a1", "b2", "b3"));
    kafka.await(to("b2", delivery -> delivery.getMessage().hasRing()));
    kafka.await(to("b3", delivery -> delivery.getMessage().hasRing()));
    kafka.send(log.answers("b2"));
    kafka.send(log.answers("b3"));
    kafka.await(
        to(
            "b2",
            delivery ->
                delivery.getMessage().getCallState().getThisDevice()
                    == DeviceRole.DEVICE_ROLE_JOINED));
    kafka.await(to("a1", delivery -> delivery.getMessage().hasCallAnswered()));
    kafka.await(to("b3", delivery -> delivery.getMessage().hasError()));
    kafka.send(log.ends("a1"));
    Delivery ended = kafka.await(to("b2", delivery -> delivery.getMessage().hasCallEnded()));
    assertEquals(EndReason.END_REASON_ENDED, ended.getMessage().getCallEnded().getReason());
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kafka.poll().events(callId).stream().anyMatch(CallEvent::hasCallEnded));
    assertEquals(
        List.of(1, 2, 2, 3, 3), kafka.events(callId).stream().map(CallEvent::getVersion).toList());
  }

  @Test
  void aCallThatNobodyAnswersInTimeIsMissed() {
    kafka.send(log.places("a1", "b2"));
    Delivery ended = kafka.await(to("a1", delivery -> delivery.getMessage().hasCallEnded()));
    assertEquals(EndReason.END_REASON_NO_ANSWER, ended.getMessage().getCallEnded().getReason());
  }

  /// The topic accepts smaller records than the service expects, as after an operator's change.
  @Test
  void aRecordThatTheBrokerRefusesAsTooLargeIsDroppedAndTheCallContinues() {
    kafka.send(log.places("a1", "b2"));
    kafka.await(to("b2", delivery -> delivery.getMessage().hasRing()));
    kafka.limitInboxTo("16000");
    try {
      CallCommand answer = log.answers("b2");
      SignalingMessage.Builder large = answer.getMessage().toBuilder();
      large.getAnswerCallBuilder().getSdpBuilder().setSdp("v".repeat(60_000));
      kafka.send(answer.toBuilder().setMessage(large).build());
      kafka.await(to("b2", delivery -> delivery.getMessage().hasCallState()));
      kafka.send(log.ends("b2"));
      kafka.await(to("a1", delivery -> delivery.getMessage().hasCallEnded()));
      assertTrue(
          kafka.deliveries().stream()
              .filter(to("a1", delivery -> true))
              .noneMatch(delivery -> delivery.getMessage().hasCallAnswered()));
    } finally {
      kafka.limitInboxTo("1048588");
    }
  }

  @Test
  void metricsCountDecisions() {
    kafka.send(log.places("a1", "b2"));
    kafka.await(to("b2", delivery -> delivery.getMessage().hasRing()));
    String metrics = get(ManagementInterface.url("/q/metrics")).asString();
    assertTrue(metrics.contains("visavis_call_commands_seconds_count{command=\"place_call\""));
    assertTrue(metrics.contains("visavis_calls_live"));
    assertTrue(metrics.contains("visavis_calls_open"));
    get(ManagementInterface.url("/q/health/live")).then().body("status", equalTo("UP"));
  }
}
