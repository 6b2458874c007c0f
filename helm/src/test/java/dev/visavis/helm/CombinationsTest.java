package dev.visavis.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every combination of options renders valid objects.
class CombinationsTest {
  @TestFactory
  Stream<DynamicTest> everyCombinationRendersValidObjects() {
    return Switches.combinations().stream()
        .map(
            combination ->
                DynamicTest.dynamicTest(
                    combination.name(),
                    () -> {
                      var rendered = Chart.render("existing", combination.overlays());
                      rendered.objects().forEach(StrictTypes::read);
                      assertEquals(List.of(), References.broken(rendered));
                      assertEquals(List.of(), PodRestrictions.gaps(rendered));
                    }));
  }

  @Test
  void bothExamplesRenderValidObjects() throws IOException {
    for (String example : List.of("existing", "operators")) {
      var rendered = Chart.render(example);
      rendered.objects().forEach(StrictTypes::read);
      assertEquals(List.of(), References.broken(rendered), example);
      assertEquals(List.of(), PodRestrictions.gaps(rendered), example);
    }
  }

  @Test
  void helmLintFindsNoProblem() {
    var result = new Helm(Chart.DIRECTORY).lint().strict().call();
    assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
  }

  @Test
  void theNotesNameTheNextSteps() {
    var existing = Chart.notes("existing");
    assertTrue(existing.contains("helm test visavis -n calls"), existing);
    assertTrue(existing.contains("https://calls.example.org"), existing);
    var operators = Chart.notes("operators");
    assertTrue(operators.contains("kubectl label node NODE visavis.dev/relay=true"), operators);
    assertTrue(operators.contains("49152-65535 (UDP)"), operators);
  }

  /// Checks that the types refuse invalid objects at all.
  @Test
  void anUnknownFieldIsRefused() throws IOException {
    var rendered = Chart.render("operators", "autoscaling: {mode: hpa}");
    for (var object : rendered.objects()) {
      var wrong = (ObjectNode) object.deepCopy();
      var at = wrong.has("spec") ? wrong.withObject("/spec") : wrong;
      at.put("replicasss", 2);
      assertThrows(IllegalArgumentException.class, () -> StrictTypes.read(wrong), object::toString);
    }
  }

  @Test
  void aNumberInsteadOfTextAndAMissingFieldAreRefused() throws IOException {
    var rendered = Chart.render("existing");
    var number = (ObjectNode) rendered.one("Deployment", "visavis-call-service").deepCopy();
    ((ObjectNode) number.at("/spec/template/spec/containers/0/env/0")).put("value", 5);
    assertThrows(IllegalArgumentException.class, () -> StrictTypes.read(number));
    var missing = (ObjectNode) rendered.one("Deployment", "visavis-call-service").deepCopy();
    missing.withObject("/spec").remove("selector");
    assertThrows(IllegalArgumentException.class, () -> StrictTypes.read(missing));
  }
}
