package dev.visavis.gateway.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageValidatorTest {
  private static final UUID SENDER = UUID.fromString("00000000-0000-4000-8000-0000000000aa");
  private static final String BOB = "00000000-0000-4000-8000-0000000000bb";
  private static final String CALL = "\"callId\":\"00000000-0000-5000-8000-0000000000cc\"";

  static Stream<String> good() {
    return Stream.of(
        "{'type':'register','payload':{'deviceId':'phone_1-A'}}",
        "{'type':'register','payload':{'deviceId':'a','deviceName':''}}",
        "{'type':'register','payload':{'deviceId':'a','deviceName':'Ada’s laptop 💻'}}",
        "{'type':'register','payload':{'deviceId':'a','deviceName':'هاتف علي'}}",
        "{'type':'initiate_call','idempotencyKey':'k','payload':{'calleeId':'"
            + BOB
            + "','callType':'video'}}",
        "{'type':'initiate_call','idempotencyKey':'k','payload':{'calleeIds':['"
            + BOB
            + "'],'callType':'audio'}}",
        "{'type':'ringing',CALL}",
        "{'type':'answer_call',CALL}",
        "{'type':'answer_call',CALL,'payload':{'sdp':{'type':'offer','sdp':'v=0'}}}",
        "{'type':'decline_call',CALL,'payload':{'reason':'busy'}}",
        "{'type':'end_call',CALL}",
        "{'type':'offer',CALL,'payload':{'sdp':{'type':'offer','sdp':'v=0'},'to':'" + BOB + "'}}",
        "{'type':'offer',CALL,'payload':{'sdp':{'type':'offer','sdp':'v=0'},'to':'sfu',"
            + "'stream':'publish','generation':1}}",
        "{'type':'ice_candidate',CALL,'payload':{'candidate':null,'to':'sfu','generation':1}}",
        "{'type':'view',CALL,'payload':{'tiles':[]}}",
        view("'" + BOB + "'", "'camera'", 720),
        view("'" + BOB + "'", "'screen'", 0),
        "{'type':'answer',CALL,'payload':{'sdp':{'type':'answer','sdp':'v=0'}}}",
        "{'type':'ice_candidate',CALL,'payload':{'candidate':{'candidate':'candidate:1'}}}",
        "{'type':'ice_candidate',CALL,'payload':{'candidate':null}}",
        "{'type':'media_state',CALL,'payload':{'audio':true,'video':false,'screen':false}}",
        "{'type':'e2ee',CALL,'payload':{'key':'opaque'}}",
        "{'type':'transfer_call',CALL,'payload':{'toDeviceId':'laptop'}}",
        "{'type':'invite',CALL,'payload':{'userIds':['" + BOB + "']}}",
        "{'type':'join_call',CALL}",
        "{'type':'sync',CALL}",
        "{'type':'sync'}",
        "{'type':'quality',CALL,'payload':{'periodMs':10000,'links':[{'userId':'" + BOB + "'}]}}",
        "{'type':'quality',CALL,'payload':{'periodMs':1,'links':[{'userId':'sfu'}]}}");
  }

  @ParameterizedTest
  @MethodSource("good")
  void passes(String json) {
    assertNull(MessageValidator.check(read(json), SENDER));
  }

  static Stream<Arguments> bad() {
    String noUuid = "must be a UUID";
    return Stream.of(
        bad(register("''"), "payload.deviceId: must be 1 to 100 of A-Z a-z 0-9 _ -"),
        bad(register("'a b'"), "payload.deviceId: must be 1 to 100 of A-Z a-z 0-9 _ -"),
        bad(register("'é'"), "payload.deviceId: must be 1 to 100 of A-Z a-z 0-9 _ -"),
        bad(
            register("'" + "a".repeat(101) + "'"),
            "payload.deviceId: must be 1 to 100 of A-Z a-z 0-9 _ -"),
        bad(
            register("'a','deviceName':'" + "n".repeat(101) + "'"),
            "payload.deviceName: must have at most 100 characters"),
        bad(
            register("'a','deviceName':'A\u202eB'"),
            "payload.deviceName: must not contain a character that changes the direction of text"
                + " (U+202E)"),
        bad(
            register("'a','deviceName':'A\u200bB'"),
            "payload.deviceName: must not contain an invisible character (U+200B)"),
        bad(
            register("'a','deviceName':'\u3164'"),
            "payload.deviceName: must not contain an invisible character (U+3164)"),
        bad(
            register("'a','deviceName':'A\u2028B'"),
            "payload.deviceName: must not contain a line break (U+2028)"),
        bad(
            register("'a','deviceName':'A\\u0007B'"),
            "payload.deviceName: must not contain a control character (U+0007)"),
        bad(
            register("'a','deviceName':' \u00a0 '"),
            "payload.deviceName: must be 1 to 100 characters"),
        bad(
            register("'a','platform':'" + "n".repeat(41) + "'"),
            "payload.platform: must have at most 40 characters"),
        bad(call("", "'calleeId':'" + BOB + "'"), "idempotencyKey: is required"),
        bad(
            call("'idempotencyKey':'',", "'calleeId':'" + BOB + "'"),
            "idempotencyKey: is required"),
        bad(
            call("'idempotencyKey':'" + "k".repeat(201) + "',", "'calleeId':'" + BOB + "'"),
            "idempotencyKey: must have at most 200 characters"),
        bad(key(""), "payload.calleeId: either calleeId or calleeIds is required"),
        bad(
            key("'calleeId':'" + BOB + "','calleeIds':['" + BOB + "']"),
            "payload.calleeId: either calleeId or calleeIds is required"),
        bad(key("'calleeId':'bob'"), "payload.calleeId: " + noUuid),
        bad(key("'calleeId':'1-1-1-1-1'"), "payload.calleeId: " + noUuid),
        bad(key("'calleeId':'" + SENDER + "'"), "payload.calleeId: must not be yourself"),
        bad(key("'calleeIds':['" + BOB + "','x']"), "payload.calleeIds[1]: " + noUuid),
        bad(
            key("'calleeIds':['" + BOB + "','" + BOB.toUpperCase(Locale.ROOT) + "']"),
            "payload.calleeIds[1]: must not be named twice"),
        bad(
            key("'calleeIds':[" + users(32) + "]"),
            "payload.calleeIds: must have at most 31 users"),
        bad(
            "{'type':'initiate_call','idempotencyKey':'k','payload':{'calleeId':'" + BOB + "'}}",
            "payload.callType: must be one of video, audio"),
        bad("{'type':'answer_call'}", "callId: is required"),
        bad("{'type':'answer_call','callId':'17'}", "callId: " + noUuid),
        bad("{'type':'sync','callId':'17'}", "callId: " + noUuid),
        bad(
            "{'type':'offer',CALL,'payload':{'sdp':{'type':'offer','sdp':''}}}",
            "payload.sdp.sdp: is required"),
        bad(
            "{'type':'offer',CALL,'payload':{'sdp':{'type':'offer','sdp':'v'},'to':'bob'}}",
            "payload.to: " + noUuid),
        bad(
            "{'type':'answer',CALL,'payload':{'sdp':{'type':'answer','sdp':'v'},'to':'sfu',"
                + "'stream':'x'}}",
            "payload.stream: must be one of publish, subscribe"),
        bad(
            "{'type':'offer',CALL,'payload':{'sdp':{'type':'offer','sdp':'v'},'to':'sfu',"
                + "'generation':1}}",
            "payload.stream: is required"),
        bad(
            "{'type':'answer',CALL,'payload':{'sdp':{'type':'answer','sdp':'v'},'to':'sfu',"
                + "'stream':'subscribe'}}",
            "payload.generation: is required"),
        bad(
            "{'type':'ice_candidate',CALL,'payload':{'candidate':null,'to':'sfu'}}",
            "payload.generation: is required"),
        bad(
            "{'type':'ice_candidate',CALL,'payload':{'candidate':null,'stream':'both'}}",
            "payload.stream: must be one of publish, subscribe"),
        bad("{'type':'e2ee',CALL,'payload':{'to':'sfu','key':'k'}}", "payload.to: " + noUuid),
        bad(view("'bob'", "'camera'", 1), "payload.tiles[0].userId: " + noUuid),
        bad(view("'sfu'", "'camera'", 1), "payload.tiles[0].userId: " + noUuid),
        bad(
            view("'" + BOB + "'", "'microphone'", 1),
            "payload.tiles[0].kind: must be one of camera, screen"),
        bad(view("'" + BOB + "'", "'camera'", -1), "payload.tiles[0].height: must be 0 to 4320"),
        bad(
            "{'type':'transfer_call',CALL,'payload':{'toDeviceId':''}}",
            "payload.toDeviceId: must be 1 to 100 of A-Z a-z 0-9 _ -"),
        bad("{'type':'invite',CALL,'payload':{'userIds':[]}}", "payload.userIds: is required"),
        bad(
            "{'type':'invite',CALL,'payload':{'userIds':['" + SENDER + "']}}",
            "payload.userIds[0]: must not be yourself"),
        bad(quality("'periodMs':0"), "payload.periodMs: must be 1 to 600000"),
        bad(quality("'periodMs':600001"), "payload.periodMs: must be 1 to 600000"),
        bad(quality("'periodMs':1"), "payload.links: must have 1 to 31 links"),
        bad(
            quality("'periodMs':1,'links':[{'userId':'bob'}]"),
            "payload.links[0].userId: must be a UUID or sfu"),
        bad(
            quality("'periodMs':1,'links':[{'userId':'sfu'},{'userId':'sfu','roundTripMs':-1}]"),
            "payload.links[1].roundTripMs: must be 0 to 600000"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void namesTheInvalidField(String json, String expected) {
    WireError error = MessageValidator.check(read(json), SENDER);
    assertNotNull(error);
    assertEquals(expected, error.message());
    assertEquals(ErrorCode.INVALID_MESSAGE, error.code());
  }

  static Stream<Arguments> large() {
    String sdp = "v".repeat(128 * 1024 + 1);
    return Stream.of(
        Arguments.of("answer_call", "'sdp':{'type':'offer','sdp':'" + sdp + "'}"),
        Arguments.of("offer", "'sdp':{'type':'offer','sdp':'" + sdp + "'}"),
        Arguments.of("answer", "'sdp':{'type':'answer','sdp':'" + "é".repeat(66 * 1024) + "'}"),
        Arguments.of("ice_candidate", "'candidate':{'candidate':'" + "c".repeat(4097) + "'}"),
        Arguments.of("e2ee", "'key':'" + "c".repeat(4097) + "'"));
  }

  @ParameterizedTest
  @MethodSource("large")
  void tooLargeFieldsGetPayloadTooLarge(String type, String payload) {
    String json = "{'type':'" + type + "',CALL,'payload':{" + payload + "}}";
    WireError error = MessageValidator.check(read(json), SENDER);
    assertNotNull(error);
    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, error.code());
    assertTrue(error.message().startsWith("payload."), error.message());
  }

  @ParameterizedTest
  @EnumSource(
      value = BodyCase.class,
      names = {
        "REGISTERED",
        "CALL_INITIATED",
        "RING",
        "CALL_ANSWERED",
        "CALL_STATE",
        "PARTICIPANT_MOVED",
        "CALL_ELSEWHERE",
        "CALL_ENDED",
        "ERROR",
        "RECONNECT",
        "PRESENCE",
        "TRACKS",
        "SPEAKERS",
        "SEND_LIMITS"
      })
  void aClientMayNotSendMessagesOfTheServer(BodyCase type) {
    var field = SignalingMessage.getDescriptor().findFieldByNumber(type.getNumber());
    var empty = SignalingMessage.newBuilder();
    empty.setField(field, empty.newBuilderForField(field).build());
    WireError error = MessageValidator.check(empty.build(), SENDER);
    assertNotNull(error);
    assertEquals("type: only the server sends this", error.message());
  }

  @Test
  void aBinaryMessageWithoutABodyIsInvalid() {
    WireError error = MessageValidator.check(SignalingMessage.getDefaultInstance(), SENDER);
    assertNotNull(error);
    assertEquals("type: is required", error.message());
  }

  private static Arguments bad(String json, String expected) {
    return Arguments.of(json, expected);
  }

  private static String register(String deviceIdAndMore) {
    return "{'type':'register','payload':{'deviceId':" + deviceIdAndMore + "}}";
  }

  private static String call(String key, String callees) {
    return "{'type':'initiate_call'," + key + "'payload':{" + callees + ",'callType':'video'}}";
  }

  private static String quality(String payload) {
    return "{'type':'quality',CALL,'payload':{" + payload + "}}";
  }

  private static String view(String user, String kind, int height) {
    return "{'type':'view',CALL,'payload':{'tiles':[{'userId':%s,'kind':%s,'height':%d}]}}"
        .formatted(user, kind, height);
  }

  private static String key(String callees) {
    String payload = callees.isEmpty() ? "'callType':'video'" : callees + ",'callType':'video'";
    return "{'type':'initiate_call','idempotencyKey':'k','payload':{" + payload + "}}";
  }

  private static String users(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'" + new UUID(0x4000, i) + "'")
        .collect(Collectors.joining(","));
  }

  private static SignalingMessage read(String json) {
    Frame frame =
        Frame.text(
            json.replace('\'', '"').replace("CALL}", CALL + "}").replace("CALL,", CALL + ","));
    return assertInstanceOf(Frame.Valid.class, frame, frame::toString).message();
  }
}
