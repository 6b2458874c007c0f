package dev.visavis.gateway.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.visavis.proto.v1.SignalingMessage;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalIdsTest {
  private static final String BOB = "00000000-0000-4000-8000-0000000000bb";
  private static final String CALL = "00000000-0000-5000-8000-0000000000cc";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'initiate_call','idempotencyKey':'K','payload':{'calleeId':'BOB','callType':'video'}}",
        "{'type':'initiate_call','idempotencyKey':'K','payload':{'calleeIds':['BOB'],'callType':'audio'}}",
        "{'type':'invite','callId':'CALL','payload':{'userIds':['BOB']}}",
        "{'type':'join_call','callId':'CALL'}",
        "{'type':'transfer_call','callId':'CALL','payload':{'toDeviceId':'Laptop_A'}}",
        "{'type':'offer','callId':'CALL','payload':{'sdp':{'type':'offer','sdp':'V'},'to':'BOB'}}",
        "{'type':'answer','callId':'CALL','payload':{'sdp':{'type':'answer','sdp':'V'},'to':'BOB'}}",
        "{'type':'ice_candidate','callId':'CALL','payload':{'candidate':{'candidate':'C'},'to':'BOB'}}",
        "{'type':'e2ee','callId':'CALL','payload':{'to':'BOB','key':'K'}}",
        "{'type':'view','callId':'CALL','payload':{'tiles':[{'userId':'BOB','kind':'camera'}]}}",
        "{'type':'quality','callId':'CALL','payload':{'periodMs':1,'links':[{'userId':'BOB'}]}}"
      })
  void onlyUserIdsAndCallIdsAreConvertedToLowerCase(String json) {
    SignalingMessage shouted =
        read(json, BOB.toUpperCase(Locale.ROOT), CALL.toUpperCase(Locale.ROOT));
    assertEquals(read(json, BOB, CALL), CanonicalIds.of(shouted));
  }

  private static SignalingMessage read(String json, String user, String call) {
    Frame frame =
        Frame.text(
            json.replace('\'', '"')
                .replace("\"BOB\"", '"' + user + '"')
                .replace("\"CALL\"", '"' + call + '"'));
    return assertInstanceOf(Frame.Valid.class, frame, frame::toString).message();
  }
}
