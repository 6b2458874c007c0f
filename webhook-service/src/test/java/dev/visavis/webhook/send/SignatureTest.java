package dev.visavis.webhook.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /// The example that the libraries of the specification use in their tests.
  @Test
  void matchesTheExampleOfTheSpecification() {
    byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Signature.of(
            List.of(secret),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1_614_265_330),
            "{\"test\": 2432232314}"));
  }

  @Test
  void aSecretIsLongAndLabelled() {
    String text = Signature.text(Signature.newSecret());
    assertTrue(text.startsWith("whsec_"), text);
    assertEquals(32, Base64.getDecoder().decode(text.substring(6)).length);
  }
}
