package dev.visavis.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.media.MediaKind;
import java.util.Map;
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
  void whatIsNotUnderstoodIsLeftOut() {
    assertEquals(Map.of(), OfferedMedia.parse("m=application 9 x\na=mid:d\no=-\n").mids());
    assertEquals(new OfferedMedia("", Map.of()), OfferedMedia.parse(""));
  }
}
