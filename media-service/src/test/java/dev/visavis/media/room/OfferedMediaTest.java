package dev.visavis.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.media.MediaKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfferedMediaTest {
  @Test
  void theSectionsAreMicrophoneCameraAndScreenInThisOrder() {
    OfferedMedia offer =
        OfferedMedia.parse(
            """
            v=0\r
            o=- 4611731400430051336 2 IN IP4 127.0.0.1\r
            m=audio 9 UDP/TLS/RTP/SAVPF 111\r
            a=mid:0\r
            m=video 9 UDP/TLS/RTP/SAVPF 96\r
            a=mid:1\r
            m=video 9 UDP/TLS/RTP/SAVPF 96\r
            a=mid:2\r
            """);

    assertEquals("4611731400430051336", offer.sessionId());
    assertEquals(
        Map.of(MediaKind.MICROPHONE, "0", MediaKind.CAMERA, "1", MediaKind.SCREEN, "2"),
        offer.mids());
  }

  @Test
  void aRejectedSectionKeepsItsPlaceInTheOrder() {
    OfferedMedia offer =
        OfferedMedia.parse(
            "m=audio 9 x 1\na=mid:a\nm=video 0 x 1\na=mid:b\nm=video 9 x 1\na=mid:c\n");

    assertEquals(Map.of(MediaKind.MICROPHONE, "a", MediaKind.SCREEN, "c"), offer.mids());
  }

  @Test
  void aSectionThatTheAnswerRejectsIsNotUsed() {
    OfferedMedia offer =
        OfferedMedia.parse("m=audio 9 x\na=mid:0\nm=video 9 x\na=mid:1\nm=video 9 x\na=mid:2\n");

    assertEquals(
        Map.of(MediaKind.MICROPHONE, "0", MediaKind.SCREEN, "2"),
        offer.acceptedBy("m=audio 9 x\nm=video 0 x\nm=video 9 x\n").mids());
    assertEquals(offer, offer.acceptedBy(""));
  }

  @Test
  void offersThatNoDeviceOfOursMakesAreObjectedTo() {
    assertEquals(Optional.empty(), objection("m=audio 9 x\na=mid:0\nm=video 9 x\na=mid:1\n"));
    assertEquals(Optional.empty(), objection("m=video 9 x\n".repeat(8)));
    assertEquals(
        Optional.of("the offer has more than 8 sections"), objection("m=video 9 x\n".repeat(9)));
    assertEquals(
        Optional.of("the offer has two sections with the same mid"),
        objection("m=audio 9 x\na=mid:0\nm=video 9 x\na=mid:0\n"));
    assertEquals(
        Optional.of("the offer has more than 100 candidates"),
        objection("m=audio 9 x\n" + "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\n".repeat(101)));
    assertEquals(
        Optional.of("the offer has a section that is neither audio nor video"),
        objection("m=application 9 x\n"));
    assertEquals(
        Optional.of("the offer has a mid of more than 32 characters"),
        objection("m=audio 9 x\na=mid:" + "0".repeat(33) + "\n"));
  }

  private static Optional<String> objection(String sdp) {
    return OfferedMedia.parse(sdp).objection();
  }

  @Test
  void whatIsNotUnderstoodIsLeftOut() {
    assertEquals(Map.of(), OfferedMedia.parse("m=application 9 x\na=mid:d\no=-\n").mids());
    assertEquals(new OfferedMedia("", List.of(), 0), OfferedMedia.parse(""));
  }
}
