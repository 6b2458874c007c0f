package dev.visavis.gateway.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.Answer;
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The order in which a device gets the messages of its peers.
class ReceivePathTest {
  private final ReceivePath receivePath = new ReceivePath();

  @Test
  void aMessageIsWrittenAtOnceIfItsCallStateWasWritten() {
    receivePath.callStateWritten(3, 0);
    assertEquals(List.of("c1"), ids(receivePath.received(candidate("c1"), 3, 0)));
  }

  @Test
  void aMessageThatOvertakesItsCallStateIsHeld() {
    assertEquals(List.of(), ids(receivePath.received(candidate("c1"), 3, 0)));
    assertEquals(List.of(), ids(receivePath.received(candidate("c2"), 0, 0)));
    assertEquals(List.of(), ids(receivePath.callStateWritten(2, 0)));
    assertEquals(List.of("c1", "c2"), ids(receivePath.callStateWritten(3, 0)));
  }

  @Test
  void heldMessagesAreReleasedIfTheirCallStateNeverArrives() {
    receivePath.received(candidate("c1"), 3, 0);
    assertEquals(OptionalLong.of(ReceivePath.HOLD_TIMEOUT_MS), receivePath.nextExpiryMs());
    assertEquals(List.of(), ids(receivePath.releaseExpired(ReceivePath.HOLD_TIMEOUT_MS - 1)));
    assertEquals(List.of("c1"), ids(receivePath.releaseExpired(ReceivePath.HOLD_TIMEOUT_MS)));
    assertTrue(receivePath.nextExpiryMs().isEmpty());
  }

  @Test
  void heldMessagesAreBounded() {
    for (int i = 0; i < ReceivePath.MAX_HELD; i++) {
      assertEquals(List.of(), ids(receivePath.received(candidate("c" + i), 3, 0)));
    }
    assertEquals(ReceivePath.MAX_HELD + 1, receivePath.received(candidate("more"), 3, 0).size());
  }

  @Test
  void aRepeatedCandidateIsWrittenOnce() {
    assertEquals(List.of("c1"), ids(receivePath.received(candidate("c1"), 0, 0)));
    assertEquals(List.of(), ids(receivePath.received(candidate("c1"), 0, 0)));
    assertEquals(List.of("c2"), ids(receivePath.received(candidate("c2"), 0, 0)));
  }

  @Test
  void anOfferOrAnswerOfThePeerStartsANewRound() {
    SignalingMessage end = message("end", IceCandidateMessage.newBuilder().setFrom("bob"));
    for (SignalingMessage opening : List.of(offer("bob"), answer("bob"))) {
      assertEquals(List.of("c1"), ids(receivePath.received(candidate("c1"), 0, 0)));
      assertEquals(List.of("end"), ids(receivePath.received(end, 0, 0)));
      assertEquals(List.of(), ids(receivePath.received(candidate("c1"), 0, 0)));
      assertEquals(List.of(), ids(receivePath.received(end, 0, 0)));
      assertEquals(List.of("o"), ids(receivePath.received(opening, 0, 0)));
    }
    assertEquals(List.of("c1"), ids(receivePath.received(candidate("c1"), 0, 0)));
  }

  @Test
  void anOwnOfferStartsANewRoundToo() {
    receivePath.received(candidate("c1"), 0, 0);
    receivePath.startNegotiationRound("carol");
    assertEquals(List.of(), ids(receivePath.received(candidate("c1"), 0, 0)));
    receivePath.startNegotiationRound("bob");
    assertEquals(List.of("c1"), ids(receivePath.received(candidate("c1"), 0, 0)));
    receivePath.startNegotiationRound(null);
    assertEquals(List.of("c1"), ids(receivePath.received(candidate("c1"), 0, 0)));
  }

  @Test
  void anotherPeersOfferChangesNothing() {
    receivePath.received(candidate("c1"), 0, 0);
    receivePath.received(offer("carol"), 0, 0);
    assertEquals(List.of(), ids(receivePath.received(candidate("c1"), 0, 0)));
  }

  @Test
  void candidatesOfDifferentMediaSectionsAreDifferent() {
    IceCandidate line = IceCandidate.newBuilder().setCandidate("").setSdpMid("0").build();
    IceCandidate other = line.toBuilder().setSdpMid("1").build();
    IceCandidate indexed = line.toBuilder().setSdpMLineIndex(1).build();
    for (IceCandidate each : List.of(line, other, indexed)) {
      IceCandidateMessage.Builder from =
          IceCandidateMessage.newBuilder().setCandidate(each).setFrom("bob");
      assertEquals(1, receivePath.received(message("c", from), 0, 0).size());
      assertEquals(0, receivePath.received(message("c", from), 0, 0).size());
    }
  }

  @Test
  void theOldestCandidatesAreForgotten() {
    IntStream.rangeClosed(0, ReceivePath.MAX_CANDIDATES)
        .forEach(i -> assertEquals(1, receivePath.received(candidate("c" + i), 0, 0).size()));
    assertEquals(List.of("c0"), ids(receivePath.received(candidate("c0"), 0, 0)));
  }

  private static SignalingMessage offer(String from) {
    return SignalingMessage.newBuilder()
        .setId("o")
        .setOffer(Offer.newBuilder().setFrom(from))
        .build();
  }

  private static SignalingMessage answer(String from) {
    return SignalingMessage.newBuilder()
        .setId("o")
        .setAnswer(Answer.newBuilder().setFrom(from))
        .build();
  }

  private static SignalingMessage candidate(String text) {
    IceCandidate ice = IceCandidate.newBuilder().setCandidate(text).build();
    return message(text, IceCandidateMessage.newBuilder().setCandidate(ice).setFrom("bob"));
  }

  private static SignalingMessage message(String id, IceCandidateMessage.Builder candidate) {
    return SignalingMessage.newBuilder().setId(id).setIceCandidate(candidate).build();
  }

  private static List<String> ids(List<SignalingMessage> messages) {
    return messages.stream().map(SignalingMessage::getId).toList();
  }
}
