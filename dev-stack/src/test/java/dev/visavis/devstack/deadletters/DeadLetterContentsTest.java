package dev.visavis.devstack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.AnswerCall;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.DeviceConnected;
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import org.junit.jupiter.api.Test;

class DeadLetterContentsTest {
  @Test
  void sessionDescriptionsAreWithheld() {
    var sdp = SessionDescription.newBuilder().setType("offer").setSdp("v=0 a=ice-pwd:secret");
    var letter = command(message().setAnswerCall(AnswerCall.newBuilder().setSdp(sdp)));
    assertEquals("answer_call", DeadLetterContents.kind(letter).orElseThrow());
    var json = DeadLetterContents.of(letter).orElseThrow();
    assertEquals("call-1", json.getString("callId"));
    assertFalse(json.encode().contains("secret"), json.encode());
    assertTrue(json.getJsonObject("message").getJsonObject("answerCall").containsKey("sdp"));
  }

  @Test
  void candidatesAreWithheld() {
    var candidate = IceCandidate.newBuilder().setCandidate("candidate:1 1 udp 1 10.0.0.1 9");
    var letter =
        command(
            message().setIceCandidate(IceCandidateMessage.newBuilder().setCandidate(candidate)));
    assertFalse(DeadLetterContents.of(letter).orElseThrow().encode().contains("10.0.0.1"));
  }

  @Test
  void aLongTextIsTruncated() {
    var command = CallCommand.newBuilder().setCommandId("x".repeat(5_000)).build();
    var json = DeadLetterContents.of(letter(command.toByteArray())).orElseThrow();
    assertTrue(json.getString("commandId").endsWith("… (5000 characters)"));
    assertTrue(json.encode().length() < 300, json.encode());
  }

  @Test
  void aCommandOfPresenceIsNamedToo() {
    var command = CallCommand.newBuilder().setDeviceConnected(DeviceConnected.newBuilder());
    assertEquals(
        "device_connected",
        DeadLetterContents.kind(letter(command.build().toByteArray())).orElseThrow());
  }

  @Test
  void invalidBytesAreNotShown() {
    var letter = letter("garbage".getBytes(UTF_8));
    assertTrue(DeadLetterContents.of(letter).isEmpty());
    assertTrue(DeadLetterContents.kind(letter).isEmpty());
  }

  private static SignalingMessage.Builder message() {
    return SignalingMessage.newBuilder();
  }

  private static DeadLetter command(SignalingMessage.Builder message) {
    var command = CallCommand.newBuilder().setCallId("call-1").setMessage(message).build();
    return letter(command.toByteArray());
  }

  private static DeadLetter letter(byte[] value) {
    var record = TestDeadLetters.of("call-service", Topic.CALL_COMMANDS, 3, 42, "call-1", value);
    return DeadLetter.of(TestDeadLetters.read(record)).orElseThrow();
  }
}
