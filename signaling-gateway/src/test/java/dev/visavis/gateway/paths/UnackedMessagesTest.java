package dev.visavis.gateway.paths;

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

/// A message that was written to a socket is acknowledged by the pong of a later ping.
class UnackedMessagesTest {
  private final UnackedMessages unackedMessages = new UnackedMessages();

  @Test
  void aPongAcknowledgesMessagesWrittenBeforeItsPing() {
    unackedMessages.wrote(offer("1"));
    long first = unackedMessages.ping();
    unackedMessages.wrote(offer("2"));
    unackedMessages.pong(first);
    assertEquals(List.of("2"), ids());
  }

  @Test
  void anOlderPongAcknowledgesNothingNew() {
    long early = unackedMessages.ping();
    unackedMessages.wrote(offer("1"));
    unackedMessages.pong(early);
    assertFalse(unackedMessages.isEmpty());
  }

  @Test
  void aRingNeedsNoAcknowledgement() {
    SignalingMessage ring =
        SignalingMessage.newBuilder().setId("r").setRing(Ring.getDefaultInstance()).build();
    assertFalse(unackedMessages.wrote(ring));
    assertTrue(unackedMessages.isEmpty());
  }

  @Test
  void callAnsweredNeedsAnAcknowledgement() {
    SignalingMessage answered =
        SignalingMessage.newBuilder()
            .setId("a")
            .setCallAnswered(CallAnswered.getDefaultInstance())
            .build();
    assertTrue(unackedMessages.wrote(answered));
    assertEquals(List.of("a"), ids());
  }

  @Test
  void aReportOfMessageLossNeedsAnAcknowledgement() {
    assertTrue(unackedMessages.wrote(registered(false)));
    assertTrue(unackedMessages.lossReportUnacked());
    assertFalse(unackedMessages.isEmpty());
    unackedMessages.pong(unackedMessages.ping());
    assertFalse(unackedMessages.lossReportUnacked());
    assertTrue(unackedMessages.isEmpty());
  }

  @Test
  void aResumedCallNeedsNoAcknowledgement() {
    assertFalse(unackedMessages.wrote(registered(true)));
    assertFalse(unackedMessages.lossReportUnacked());
  }

  @Test
  void messagesOfAnEndedCallAreForgotten() {
    unackedMessages.wrote(offer("1"));
    unackedMessages.forget("call");
    assertTrue(unackedMessages.isEmpty());
  }

  @Test
  void unacknowledgedMessagesAreBounded() {
    for (int i = 0; i <= UnackedMessages.MAX; i++) {
      unackedMessages.wrote(offer(Integer.toString(i)));
    }
    List<String> left = ids();
    assertEquals(UnackedMessages.MAX, left.size());
    assertEquals("1", left.getFirst());
  }

  @Test
  void aDroppedMessageCountsAsLostUntilALaterPong() {
    for (int i = 0; i <= UnackedMessages.MAX; i++) {
      unackedMessages.wrote(offer(Integer.toString(i)));
    }
    assertTrue(unackedMessages.lossReportUnacked());
    unackedMessages.pong(unackedMessages.ping());
    assertFalse(unackedMessages.lossReportUnacked());
  }

  private List<String> ids() {
    return unackedMessages.takeAll().stream().map(SignalingMessage::getId).toList();
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
