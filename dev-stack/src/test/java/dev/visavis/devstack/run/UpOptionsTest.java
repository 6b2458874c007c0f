package dev.visavis.devstack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.StackException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpOptionsTest {
  private static final Checkout CHECKOUT = new Checkout(Path.of("/checkout"));

  @Test
  void withoutOptionsItIsOneOfEachOnPort8080() {
    var options = UpOptions.parse(List.of(), CHECKOUT);
    assertEquals("http://localhost:8080", options.url());
    assertEquals(1, options.gateways());
    assertEquals(1, options.callServices());
    assertEquals(1, options.brokers());
    assertEquals(Path.of("/checkout/.visavis"), options.data());
  }

  @Test
  void optionsAreTakenInAnyOrder() {
    var arguments =
        List.of("--fresh", "--gateways", "2", "--port", "9000", "--brokers", "3", "--data", "/d");
    var options = UpOptions.parse(arguments, CHECKOUT);
    assertTrue(options.fresh());
    assertEquals(2, options.gateways());
    assertEquals(3, options.brokers());
    assertEquals(9000, options.port());
    assertEquals(Path.of("/d"), options.data());
  }

  @Test
  void whatCannotBeMeantIsToldInOneLine() {
    assertEquals("--gateways needs a number from 1 to 16, not 17", refusal("--gateways", "17"));
    assertEquals("--port needs a number from 1 to 65535, not http", refusal("--port", "http"));
    assertEquals("--port needs a value", refusal("--port"));
    assertTrue(refusal("--prot", "1").startsWith("unknown option --prot"));
  }

  private static String refusal(String... arguments) {
    var e = assertThrows(StackException.class, () -> UpOptions.parse(List.of(arguments), CHECKOUT));
    return String.valueOf(e.getMessage());
  }
}
