package dev.visavis.history.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines as a spreadsheet reads them.
class CsvTest {
  @Test
  void aNullFieldIsEmptyAndALineEndsWithCrLf() {
    assertEquals("a,,62\r\n", Csv.line("a", null, 62L));
  }

  @Test
  void commasQuotesAndLineEndsStayInTheirField() {
    assertEquals("\"a,b\",\"say \"\"hi\"\"\",\"x\ny\"\r\n", Csv.line("a,b", "say \"hi\"", "x\ny"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+49 30 1",
        "-2",
        "@SUM(A1)",
        "\tx",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d2",
        "\uff20SUM(A1)",
        "\ufe66" + "1",
        "\u22122",
        "\u00a0=1",
        "\ufeff=1",
        " =1",
        "\u200b\u00a0\uff1d1",
        "\u3164+1"
      })
  void aNameThatLooksLikeAFormulaIsEscaped(String name) {
    assertEquals("'" + name + "\r\n", Csv.line(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Ann = Bob", "Jean-Luc", "ann@example.com", "\u00a0Ann", "\u738b\u5c0f\u660e"})
  void anOrdinaryNameIsUnchanged(String name) {
    assertEquals(name + "\r\n", Csv.line(name));
  }

  @Test
  void aFormulaThatNeedsQuotesGetsThemToo() {
    assertEquals("\"'=HYPERLINK(\"\"http://x\"\",1)\"\r\n", Csv.line("=HYPERLINK(\"http://x\",1)"));
  }

  @Test
  void aNegativeNumberIsNotEscaped() {
    assertEquals("-1\r\n", Csv.line(-1));
  }
}
