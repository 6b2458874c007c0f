package dev.visavis.gateway.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallAnswered;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.Registered;
import dev.visavis.proto.v1.Ring;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was written to a socket counts as delivered once a later ping has been answered.
class UnconfirmedTest {
  private final Unconfirmed unconfirmed = new Unconfirmed();

  @Test
  void aPongProvesWhatWasWrittenBeforeItsPing() {
    unconfirmed.wrote(offer("1"));
    long first = unconfirmed.ping();
    unconfirmed.wrote(offer("2"));
    unconfirmed.pong(first);
    assertEquals(List.of("2"), ids());
  }

  @Test
  void anOlderPongProvesNothingNew() {
    long early = unconfirmed.ping();
    unconfirmed.wrote(offer("1"));
    unconfirmed.pong(early);
    assertFalse(unconfirmed.isEmpty());
  }

  @Test
  void whatADeviceIsToldAgainWhenItRegistersNeedsNoProof() {
    SignalingMessage ring =
        SignalingMessage.newBuilder().setId("r").setRing(Ring.getDefaultInstance()).build();
    assertFalse(unconfirmed.wrote(ring));
    assertTrue(unconfirmed.isEmpty());
  }

  @Test
  void theAnswerToACallNeedsProof() {
    SignalingMessage answered =
        SignalingMessage.newBuilder()
            .setId("a")
            .setCallAnswered(CallAnswered.getDefaultInstance())
            .build();
    assertTrue(unconfirmed.wrote(answered));
    assertEquals(List.of("a"), ids());
  }

  @Test
  void thatADeviceKnowsWhatItMayMissNeedsProof() {
    assertTrue(unconfirmed.wrote(registered(false)));
    assertTrue(unconfirmed.lossMayBeUnknown());
    assertFalse(unconfirmed.isEmpty());
    unconfirmed.pong(unconfirmed.ping());
    assertFalse(unconfirmed.lossMayBeUnknown());
    assertTrue(unconfirmed.isEmpty());
  }

  @Test
  void thatNothingIsMissingNeedsNoProof() {
    assertFalse(unconfirmed.wrote(registered(true)));
    assertFalse(unconfirmed.lossMayBeUnknown());
  }

  @Test
  void nobodyNeedsAnyMoreOfACallThatIsOver() {
    unconfirmed.wrote(offer("1"));
    unconfirmed.forget("call");
    assertTrue(unconfirmed.isEmpty());
  }

  @Test
  void whatWaitsForProofIsBounded() {
    for (int i = 0; i <= Unconfirmed.MAX; i++) {
      unconfirmed.wrote(offer(Integer.toString(i)));
    }
    List<String> left = ids();
    assertEquals(Unconfirmed.MAX, left.size());
    assertEquals("1", left.getFirst());
  }

  @Test
  void whatHadNoRoomMayBeMissingUntilALaterPongProvesIt() {
    for (int i = 0; i <= Unconfirmed.MAX; i++) {
      unconfirmed.wrote(offer(Integer.toString(i)));
    }
    assertTrue(unconfirmed.lossMayBeUnknown());
    unconfirmed.pong(unconfirmed.ping());
    assertFalse(unconfirmed.lossMayBeUnknown());
  }

  private List<String> ids() {
    return unconfirmed.take().stream().map(SignalingMessage::getId).toList();
  }

  private static SignalingMessage registered(boolean resumed) {
    return SignalingMessage.newBuilder()
        .setRegistered(Registered.newBuilder().addCalls(Call.newBuilder().setResumed(resumed)))
        .build();
  }

  private static SignalingMessage offer(String id) {
    return SignalingMessage.newBuilder()
        .setId(id)
        .setCallId("call")
        .setOffer(Offer.getDefaultInstance())
        .build();
  }
}
