package dev.visavis.media.speakers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ActiveSpeakersTest {
  private final ActiveSpeakers speakers = new ActiveSpeakers();

  @Test
  void theLoudestComesFirst() {
    speakers.began("quiet", 50, 0);
    speakers.began("loud", 20, 100);

    assertEquals(List.of("loud", "quiet"), speakers.shownAt(100));
  }

  @Test
  void whoStopsAtOnceIsShownForTwoSeconds() {
    speakers.began("a", 30, 1_000);
    speakers.ended("a", 1_200);

    assertEquals(List.of("a"), speakers.shownAt(2_999));
    assertEquals(3_000, speakers.nextChangeMs(1_200));
    assertEquals(List.of(), speakers.shownAt(3_000));
    assertEquals(Long.MAX_VALUE, speakers.nextChangeMs(3_000));
  }

  @Test
  void whoHasSpokenForLongIsNotShownAfterTheEnd() {
    speakers.began("a", 30, 0);
    speakers.ended("a", 9_000);

    assertEquals(List.of(), speakers.shownAt(9_000));
  }

  @Test
  void whoIsMutedOrGoneIsNotShown() {
    speakers.began("a", 30, 0);
    speakers.removed("a");

    assertEquals(List.of(), speakers.shownAt(1));
  }

  @Test
  void atMostFiveAreShown() {
    for (int i = 0; i < 8; i++) {
      speakers.began("user" + i, 40 - i, 0);
    }

    assertEquals(List.of("user7", "user6", "user5", "user4", "user3"), speakers.shownAt(0));
  }
}
