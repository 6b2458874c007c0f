package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.devstack.kafka.TopicReader;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.events.CallQuality;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Receiver;
import dev.visavis.systemtests.support.Stack;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Webhooks and quality reports: the data about calls that other programs get.
@Isolated
class ProgramsTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");
  private final Device laptop = alice.device("laptop");
  private final Device phone = bob.device("phone");

  @Test
  void aReceiverGetsAllEventsInOrderEvenAfterWebhookServiceWasKilled() {
    try (Receiver receiver = new Receiver()) {
      String secret = subscribe(alice, receiver.url());

      String before = talk();
      assertReceived(receiver, before);
      stack.kill("webhook-service");
      String meanwhile = talk();
      stack.awaitWhole();
      String after = talk();

      assertReceived(receiver, meanwhile);
      assertReceived(receiver, after);
      assertTrue(receiver.allAreSigned(secret));
    }
  }

  @Test
  void aReceiverGetsNoEventsOfOtherUsersCalls() {
    Person carol = Person.signUp(stack, "Carol");
    try (Receiver hers = new Receiver();
        Receiver his = new Receiver()) {
      subscribe(carol, hers.url());
      subscribe(bob, his.url());

      String callId = talk();
      assertReceived(his, callId);
      assertEquals(List.of(), hers.kinds(callId));
    }
  }

  @Test
  void aQualityReportIsPublishedWithItsCall() {
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
    laptop.await("call_state", m -> isJoined(m, callId)); // reports are accepted from now on
    ObjectNode link =
        Json.object("userId", bob.id(), "packetsReceived", 990, "packetsLost", 10, "jitterMs", 4);
    laptop.send(
        "quality", callId, Json.object("periodMs", 10_000, "final", false, "links", List.of(link)));

    CallQuality report =
        Await.until(
            "a quality report of " + callId,
            () -> reports(callId).stream().findFirst().orElse(null));
    assertEquals(alice.id(), report.getUserId());
    assertEquals("laptop", report.getDeviceId());
    assertEquals(10_000, report.getQuality().getPeriodMs());
    assertEquals(bob.id(), report.getQuality().getLinks(0).getUserId());
    assertEquals(10, report.getQuality().getLinks(0).getPacketsLost());
    laptop.send("end_call", callId);
  }

  private static boolean isJoined(JsonNode message, String callId) {
    return message.path("callId").asText().equals(callId)
        && message.at("/payload/thisDevice").asText().equals("joined");
  }

  private static String subscribe(Person person, String url) {
    String hook = Json.object("url", url).toString();
    HttpResponse<String> made = person.request("POST", "/api/webhooks", hook);
    assertEquals(201, made.statusCode(), made::body);
    return Json.parse(made.body()).path("secret").asText();
  }

  /// Makes a whole call; returns its id.
  private String talk() {
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
    laptop.send("end_call", callId);
    phone.awaitEnd(callId, "ended");
    return callId;
  }

  private static void assertReceived(Receiver receiver, String callId) {
    List<String> kinds =
        Await.until(
            "the receiver gets the end of " + callId,
            () -> {
              List<String> received = receiver.kinds(callId);
              return received.contains("call_ended") ? received : null;
            });
    assertEquals("call_initiated", kinds.getFirst());
    assertEquals("call_ended", kinds.getLast());
    assertTrue(kinds.contains("call_connected"), kinds::toString);
  }

  private List<CallQuality> reports(String callId) {
    Properties cluster = new Properties();
    cluster.putAll(stack.kafkaClient());
    List<Integer> partitions = IntStream.range(0, Topic.CALL_QUALITY.partitions()).boxed().toList();
    List<CallQuality> found = new ArrayList<>();
    new TopicReader(cluster)
        .read(
            Topic.CALL_QUALITY.topicName(),
            partitions,
            record -> {
              CallQuality report = parse(record.value());
              if (report.getCallId().equals(callId)) {
                found.add(report);
              }
            });
    return found;
  }

  private static CallQuality parse(byte[] value) {
    try {
      return CallQuality.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not a quality report", e);
    }
  }
}
