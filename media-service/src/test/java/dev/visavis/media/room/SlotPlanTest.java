package dev.visavis.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.media.MediaKind;
import dev.visavis.media.layers.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotPlanTest {
  private static final Producer ALICE = camera("alice");
  private static final Producer BOB = camera("bob");
  private static final Producer VOICE = new Producer("alice", "alice~1", "0", MediaKind.MICROPHONE);
  private static final Producer SCREEN = new Producer("bob", "bob~1", "2", MediaKind.SCREEN);

  private static Producer camera(String userId) {
    return new Producer(userId, userId + "~1", "1", MediaKind.CAMERA);
  }

  private static Slot video(String mid) {
    return Slot.of(new Consumer(mid, true));
  }

  private static Slot audio(String mid) {
    return Slot.of(new Consumer(mid, false));
  }

  private static Map<Producer, Layer> wanted(Object... producersAndLayers) {
    Map<Producer, Layer> wanted = new LinkedHashMap<>();
    for (int i = 0; i < producersAndLayers.length; i += 2) {
      wanted.put((Producer) producersAndLayers[i], (Layer) producersAndLayers[i + 1]);
    }
    return wanted;
  }

  @Test
  void eachSourceGetsASectionOfItsKind() {
    SlotPlan plan =
        SlotPlan.of(
            List.of(audio("0"), video("1"), video("2")),
            wanted(ALICE, Layer.LOW, VOICE, Layer.HIGH, SCREEN, Layer.HIGH));

    assertEquals(
        Map.of("1", Optional.of(ALICE), "0", Optional.of(VOICE), "2", Optional.of(SCREEN)),
        plan.sources());
    assertEquals(Map.of("1", Layer.LOW), plan.layers(), "only cameras are simulcast");
  }

  @Test
  void whatIsCarriedAlreadyStaysWhereItIs() {
    List<Slot> slots = List.of(video("1").carrying(BOB).at(Layer.LOW), video("2"));

    SlotPlan plan = SlotPlan.of(slots, wanted(ALICE, Layer.LOW, BOB, Layer.LOW));

    assertEquals(Map.of("2", Optional.of(ALICE)), plan.sources());
  }

  @Test
  void anotherLayerNeedsNoOtherSource() {
    List<Slot> slots = List.of(video("1").carrying(ALICE).at(Layer.LOW));

    SlotPlan plan = SlotPlan.of(slots, wanted(ALICE, Layer.HIGH));

    assertEquals(Map.of(), plan.sources());
    assertEquals(Map.of("1", Layer.HIGH), plan.layers());
  }

  @Test
  void aNewSourceGetsAnEmptySectionRatherThanThatOfAnother() {
    List<Slot> slots = List.of(video("1").carrying(BOB).at(Layer.LOW), video("2"));

    SlotPlan plan = SlotPlan.of(slots, wanted(ALICE, Layer.LOW));

    assertEquals(Map.of("2", Optional.of(ALICE), "1", Optional.empty()), plan.sources());
  }

  @Test
  void aSectionThatNeedsANegotiationIsTheLastChoice() {
    List<Slot> slots = List.of(video("1").dead(), video("2").carrying(BOB).at(Layer.LOW));

    assertEquals(
        Map.of("2", Optional.of(ALICE)), SlotPlan.of(slots, wanted(ALICE, Layer.LOW)).sources());
    assertEquals(
        Map.of("1", Optional.of(ALICE)),
        SlotPlan.of(slots, wanted(ALICE, Layer.LOW, BOB, Layer.LOW)).sources());
  }

  @Test
  void whatDoesNotFitIsLeftOut() {
    SlotPlan plan = SlotPlan.of(List.of(video("1")), wanted(ALICE, Layer.LOW, BOB, Layer.LOW));

    assertEquals(Map.of("1", Optional.of(ALICE)), plan.sources());
  }

  @Test
  void nothingIsToBeDoneWhenEverythingIsAsWanted() {
    List<Slot> slots = List.of(audio("0"), video("1").carrying(ALICE).at(Layer.LOW));

    assertTrue(SlotPlan.of(slots, wanted(ALICE, Layer.LOW)).isEmpty());
  }
}
