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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
  private static InvalidMessageException refusalOf(String text) {
    return assertThrows(InvalidMessageException.class, () -> JsonCodec.decode(text));
  }

  @Test
  void theEnvelopeIsInTheOrderOfTheContract() {
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
  void aRefusalNamesTheFieldAndTheError() {
    assertEquals(
        "payload.calleeId: must be a string",
        refusalOf("{\"type\":\"initiate_call\",\"payload\":{\"calleeId\":5}}").getMessage());
    assertEquals(
        "payload.callType: must be one of video, audio",
        refusalOf("{\"type\":\"initiate_call\",\"payload\":{\"callType\":\"x\"}}").getMessage());
    assertEquals(
        "payload.hold: must be true or false",
        refusalOf("{\"type\":\"media_state\",\"payload\":{\"hold\":1}}").getMessage());
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
        assertThrows(InvalidMessageException.class, () -> JsonCodec.decode(latin1)).getMessage());
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
  void valuesOfANewerVersionAreLeftOut() {
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
  void anInstantIsTruncatedToMilliseconds() {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":9007199254740993}",
        "{\"n\":-123456789012345678901234567890}",
        "{\"n\":0.1234567890123456789}",
        "{\"n\":1.0,\"m\":1,\"k\":1E2,\"z\":-0}",
        "{\"list\":[1.50,{\"deep\":18446744073709551615}],\"a\":\"b\"}",
        "{\"text\":\"\\u00e9\\/\\ud83d\\ude00 \\\" { [ , \\\\\"}",
        "{\"z\":1,\"a\":2,\"\":3,\"json\":\"own\",\"@json\":[1.0]}",
        "{}",
      })
  void anOpaquePayloadIsUnchanged(String payload) throws Exception {
    String text = "{\"type\":\"e2ee\",\"payload\":" + payload + "}";
    assertEquals(text, JsonCodec.encode(JsonCodec.decode(text)));
  }

  @Test
  void spaceBetweenTokensIsLeftOut() throws Exception {
    String text = "{\"type\":\"e2ee\",\"payload\": { \"n\" : [ 1.0 ,\n { \"a b\" : \" \" } ] } }";
    assertEquals(
        "{\"type\":\"e2ee\",\"payload\":{\"n\":[1.0,{\"a b\":\" \"}]}}",
        JsonCodec.encode(JsonCodec.decode(text)));
  }

  @Test
  void theAddresseeIsNotPartOfAnOpaquePayload() throws Exception {
    SignalingMessage message =
        JsonCodec.decode("{\"type\":\"e2ee\",\"payload\":{\"n\":1.0,\"to\":\"bob\",\"m\":2}}");
    assertEquals("{\"n\":1.0,\"m\":2}", message.getE2Ee().getJson());
    assertEquals(15, JsonCodec.length(message.getE2Ee()));
    EndToEndKey relayed = message.getE2Ee().toBuilder().clearTo().setFrom("ada").build();
    assertEquals(
        "{\"type\":\"e2ee\",\"payload\":{\"n\":1.0,\"m\":2,\"from\":\"ada\"}}",
        JsonCodec.encode(SignalingMessage.newBuilder().setE2Ee(relayed).build()));
  }

  @Test
  void anyMessageCanBePrintedForPeople() {
    assertEquals("{\"reason\":\"busy\"}", JsonText.of(declined()));
  }

  private static DeclineCall declined() {
    return DeclineCall.newBuilder().setReason(DeclineReason.DECLINE_REASON_BUSY).build();
  }
}
