package dev.visavis.gateway.quality;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CandidateType;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.LinkQuality;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import dev.visavis.proto.v1.events.CallQuality;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The quality reports of devices on `visavis.call.quality`.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class QualityTest extends GatewayTest {
  @Inject MeterRegistry meters;

  private final Person alice = Person.named("Alice");
  private final String callId = UUID.randomUUID().toString();
  private final String bobId = UUID.randomUUID().toString();
  private Client phone;

  @BeforeEach
  void register() {
    phone = Client.registered(alice, "phone");
  }

  @AfterEach
  void close() {
    phone.close();
  }

  @Test
  void aReportOfAJoinedDeviceIsWrittenWithItsUserAndDevice() {
    join();
    report("'periodMs':10000", "'packetsReceived':99,'packetsLost':1,'localCandidate':'relay'");
    CallQuality report = services.quality(next -> next.getCallId().equals(callId));
    assertEquals(alice.id(), report.getUserId());
    assertEquals("phone", report.getDeviceId());
    assertEquals(10_000, report.getQuality().getPeriodMs());
    LinkQuality link = report.getQuality().getLinks(0);
    assertEquals(bobId, link.getUserId());
    assertEquals(1, link.getPacketsLost());
    assertEquals(CandidateType.CANDIDATE_TYPE_RELAY, link.getLocalCandidate());
  }

  /// The number of records in flight is limited, so a report must be uncounted when it is written.
  @Test
  void aWrittenReportIsNoLongerInFlight() {
    join();
    double before = taken();
    report("'periodMs':10000", "'packetsLost':0");
    services.quality(next -> next.getCallId().equals(callId));
    await().atMost(Duration.ofSeconds(20)).until(() -> taken() == before + 1);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> meters.get("visavis.gateway.in.flight").gauge().value() == 0);
  }

  private double taken() {
    return meters.get("visavis.gateway.reports").tag("outcome", "taken").counter().count();
  }

  @Test
  void aReportOnAnotherUsersCallIsRefused() {
    report("'periodMs':10000", "'packetsLost':1");
    assertEquals(callId, phone.nextError(ErrorCode.CALL_NOT_FOUND).getCallId());
    join();
    report("'periodMs':7", "'packetsLost':2");
    CallQuality first = services.quality(next -> next.getCallId().equals(callId));
    assertEquals(7, first.getQuality().getPeriodMs());
  }

  @Test
  void aDeviceThatReportsTooOftenIsRateLimited() {
    join();
    report("'periodMs':1", "'packetsLost':0");
    report("'periodMs':2", "'packetsLost':0");
    assertEquals(1_000, phone.nextError(ErrorCode.RATE_LIMITED).getError().getRetryAfterMs());
  }

  @Test
  void invalidNumbersAreRefused() {
    join();
    report("'periodMs':0", "'packetsLost':0");
    phone.nextError(ErrorCode.INVALID_MESSAGE);
    report("'periodMs':5", "'jitterMs':-1");
    phone.nextError(ErrorCode.INVALID_MESSAGE);
    report("'periodMs':5", "'packetsLost':1.5");
    phone.nextError(ErrorCode.INVALID_MESSAGE);
  }

  private void join() {
    DeviceRoute route =
        services
            .device(event -> event.hasOnline() && event.getDevice().getUserId().equals(alice.id()))
            .getDevice();
    Call call =
        Call.newBuilder()
            .setCallId(callId)
            .setVersion(1)
            .setThisDevice(DeviceRole.DEVICE_ROLE_JOINED)
            .build();
    services.deliver(
        route, SignalingMessage.newBuilder().setCallId(callId).setCallState(call).build());
    phone.next(BodyCase.CALL_STATE);
  }

  private void report(String period, String figures) {
    phone.send(
        "{'type':'quality','callId':'%s','payload':{%s,'links':[{'userId':'%s',%s}]}}"
            .formatted(callId, period, bobId, figures));
  }
}
