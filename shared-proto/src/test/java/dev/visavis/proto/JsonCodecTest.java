package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.visavis.proto.v1.CallEnded;
import dev.visavis.proto.v1.DeclineCall;
import dev.visavis.proto.v1.DeclineReason;
import dev.visavis.proto.v1.EndToEndKey;
import dev.visavis.proto.v1.InitiateCall;
import dev.visavis.proto.v1.Ringing;
import dev.visavis.proto.v1.SignalingMessage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
  private static InvalidMessage refusalOf(String text) {
    return assertThrows(InvalidMessage.class, () -> JsonCodec.decode(text));
  }

  @Test
  void theEnvelopeStandsInTheOrderOfTheContract() {
    assertEquals(
        "{\"type\":\"ringing\",\"callId\":\"c\",\"payload\":{},\"idempotencyKey\":\"k\","
            + "\"requestId\":\"r\",\"id\":\"i\"}",
        JsonCodec.encode(
            SignalingMessage.newBuilder()
                .setCallId("c")
                .setIdempotencyKey("k")
                .setRequestId("r")
                .setId("i")
                .setRinging(Ringing.getDefaultInstance())
                .build()));
  }

  @Test
  void aRefusalSaysInWordsWhatIsWrongWhere() {
    assertEquals(
        "payload.calleeId: must be a string",
        refusalOf("{\"type\":\"initiate_call\",\"payload\":{\"calleeId\":5}}").getMessage());
    assertEquals(
        "payload.callType: must be one of video, audio",
        refusalOf("{\"type\":\"initiate_call\",\"payload\":{\"callType\":\"x\"}}").getMessage());
    assertEquals(
        "payload.to: is given twice",
        refusalOf("{\"type\":\"e2ee\",\"payload\":{\"to\":\"a\",\"to\":\"a\"}}").getMessage());
  }

  @Test
  void aRequestIdBeyondItsLimitIsNotEchoed() {
    String text = "{\"type\":\"dance\",\"requestId\":\"%s\"}";
    assertEquals("r".repeat(64), refusalOf(text.formatted("r".repeat(64))).requestId());
    assertNull(refusalOf(text.formatted("r".repeat(65))).requestId());
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin1 = "{\"type\":\"sync\",\"x\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        "is not UTF-8",
        assertThrows(InvalidMessage.class, () -> JsonCodec.decode(latin1)).getMessage());
  }

  @Test
  void aTextOfAnyLengthAndDepthIsRefusedCheaply() {
    assertEquals("", refusalOf(" ".repeat(JsonCodec.MAX_LENGTH + 1)).field());
    refusalOf("[".repeat(JsonCodec.MAX_LENGTH));
    refusalOf("{\"type\":\"sync\",\"x\":" + "[".repeat(100_000));
    refusalOf("{\"type\":\"sync\",\"x\":" + "1".repeat(100_000) + "}");
    refusalOf("{\"type\":\"sync\",\"" + "n".repeat(100_000) + "\":1}");
  }

  @Test
  void whatOnlyANewerVersionKnowsIsLeftOut() {
    assertEquals(
        "{\"type\":\"initiate_call\",\"payload\":{\"calleeIds\":[]}}",
        JsonCodec.encode(
            SignalingMessage.newBuilder()
                .setInitiateCall(InitiateCall.newBuilder().setCallTypeValue(77))
                .build()));
    assertThrows(
        IllegalArgumentException.class,
        () -> JsonCodec.encode(SignalingMessage.getDefaultInstance()));
  }

  @Test
  void anInstantIsCutToMilliseconds() {
    CallEnded ended =
        CallEnded.newBuilder()
            .setEndedAt(Timestamp.newBuilder().setSeconds(1).setNanos(999_999_999))
            .build();
    assertEquals(
        "{\"type\":\"call_ended\",\"payload\":{\"endedAt\":\"1970-01-01T00:00:01.999Z\"}}",
        JsonCodec.encode(SignalingMessage.newBuilder().setCallEnded(ended).build()));
  }

  @Test
  void anOpaquePayloadCannotNameItsSenderTwice() {
    EndToEndKey key =
        EndToEndKey.newBuilder()
            .setFrom("ada")
            .setData(
                Struct.newBuilder()
                    .putFields("from", Value.newBuilder().setStringValue("bob").build())
                    .putFields("odd", Value.newBuilder().setNumberValue(Double.NaN).build()))
            .build();
    assertEquals(
        "{\"type\":\"e2ee\",\"payload\":{\"odd\":null,\"from\":\"ada\"}}",
        JsonCodec.encode(SignalingMessage.newBuilder().setE2Ee(key).build()));
  }

  @Test
  void anyMessageCanBePrintedForPeople() {
    assertEquals("{\"reason\":\"busy\"}", JsonText.of(declined()));
  }

  private static DeclineCall declined() {
    return DeclineCall.newBuilder().setReason(DeclineReason.DECLINE_REASON_BUSY).build();
  }
}
