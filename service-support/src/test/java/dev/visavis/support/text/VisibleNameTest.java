package dev.visavis.support.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ann",
        "\u0141ukasz \u017b\u00f3\u0142\u0107",
        "\u738b \u5c0f\u660e",
        "O'Neil",
        "\u0645\u062d\u0645\u062f",
        "\u05d3\u05b8\u05bc\u05d5\u05b4\u05d3", // Hebrew with its vowels
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // Persian: a non-joiner in the word
        "\u0915\u094d\u200d\u0937", // Hindi: a joiner after a virama
        "Nguy\u1ec5n V\u0103n \u1eca",
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", // a family: one emoji of three
        "\ud83c\udff3\ufe0f\u200d\ud83c\udf08",
        "\ud83d\udc4d\ud83c\udffd Ann",
        "1\ufe0f\u20e3",
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
      })
  void realNamesAreAccepted(String name) {
    assertNull(VisibleName.problem(VisibleName.normalized(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\u00a0",
        "\u2003\u3000",
        "\u200b",
        "\u200d",
        "\u200c\u200c",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u3164",
        "\uffa0",
        "\u115f\u1160",
        "\u2800",
        "\u034f",
        "\u180e",
        "\udb40\udc41\udb40\udc42", // tags without a flag
        "\udb40\udd00", // a variation selector alone
        "\u0301",
        "\ufe0f",
        "Ann\u202egnp",
        "Ann\u2066",
        "\u200fAnn",
        "Ann\u061c",
        "Ann\u2028Bob",
        "Ann\u2029Bob",
        "Ann\u0085",
        "Ann\nBob",
        "Ann\u0007",
        "Ann\u009b",
        "An\u200bn",
        "An\u200dn",
        "Ann\u2800",
        "Ann\ue000",
        "Ann\ufffe",
        "Ann\ufff9",
        "Ann\ud800",
        "A\u0300\u0301\u0302\u0303\u0304\u0305",
      })
  void invisibleAndMisleadingCharactersAreRefused(String name) {
    assertNotNull(VisibleName.problem(VisibleName.normalized(name)));
  }

  @Test
  void theErrorNamesTheCharacter() {
    String problem = VisibleName.problem("Ann\u202e");
    assertTrue(problem != null && problem.contains("direction") && problem.contains("U+202E"));
  }

  @Test
  void lengthIsCountedInCodePoints() {
    assertNull(VisibleName.problem("\ud83d\ude00".repeat(100)));
    assertNotNull(VisibleName.problem("n".repeat(101)));
  }

  @Test
  void aNameIsNormalizedToNfcAndSingleSpaces() {
    assertEquals("Jos\u00e9 Lee", VisibleName.normalized("\u2003Jose\u0301 \u00a0 Lee "));
  }

  @Test
  void aNameOfAnotherProviderIsCleaned() {
    assertEquals("Ann Lee", VisibleName.cleaned("\u202eAnn\u200b  Lee\n"));
    assertEquals("", VisibleName.cleaned("\u3164\u200b"));
    assertEquals("", VisibleName.cleaned(""));
    assertEquals("Jos\u00e9", VisibleName.cleaned("Jose\u0301"));
  }
}
