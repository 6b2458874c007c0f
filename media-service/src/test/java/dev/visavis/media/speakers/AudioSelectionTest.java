package dev.visavis.media.speakers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AudioSelectionTest {
  private static final List<String> SEVEN = List.of("a", "b", "c", "d", "e", "f", "g");

  private final ActiveSpeakers speakers = new ActiveSpeakers();

  @Test
  void everybodyIsHeardWhileThereAreFew() {
    assertEquals(
        Set.of("a", "b", "c"),
        AudioSelection.choose(Set.of(), List.of("a", "b", "c"), speakers, 0));
  }

  @Test
  void nothingChangesWhileNobodySpeaks() {
    Set<String> present = Set.of("c", "d", "e", "f", "g");

    assertEquals(present, AudioSelection.choose(present, SEVEN, speakers, 0));
  }

  @Test
  void whoBeginsToSpeakIsHeardAtOnce() {
    speakers.began("g", 30, 100);

    Set<String> chosen =
        AudioSelection.choose(Set.of("a", "b", "c", "d", "e"), SEVEN, speakers, 100);

    assertTrue(chosen.contains("g"), () -> chosen.toString());
    assertEquals(5, chosen.size());
  }

  @Test
  void whoSpokeWithinTenSecondsGivesWayAfterTheSilentOnes() {
    speakers.began("a", 30, 0);
    speakers.ended("a", 1_000);
    speakers.began("g", 30, 5_000);

    Set<String> chosen =
        AudioSelection.choose(Set.of("a", "b", "c", "d", "e"), SEVEN, speakers, 5_000);

    assertTrue(chosen.containsAll(List.of("a", "g")), () -> chosen.toString());
  }

  @Test
  void ofManySpeakersTheNewestAreHeard() {
    for (int i = 0; i < SEVEN.size(); i++) {
      speakers.began(SEVEN.get(i), 30, i * 100L);
    }

    assertEquals(
        Set.of("c", "d", "e", "f", "g"),
        AudioSelection.choose(Set.of("a", "b"), SEVEN, speakers, 900));
  }

  @Test
  void whoStoppedLongestAgoGivesWayToANewSpeaker() {
    for (int i = 0; i < 5; i++) {
      speakers.began(SEVEN.get(i), 30, i * 100L);
      speakers.ended(SEVEN.get(i), 2_000 + i * 100L);
    }
    speakers.began("f", 30, 3_000);

    assertEquals(
        Set.of("b", "c", "d", "e", "f"),
        AudioSelection.choose(Set.of("a", "b", "c", "d", "e"), SEVEN, speakers, 3_000));
  }

  @Test
  void whoIsMutedIsNotHeard() {
    assertEquals(Set.of("b"), AudioSelection.choose(Set.of("a", "b"), List.of("b"), speakers, 0));
  }
}
