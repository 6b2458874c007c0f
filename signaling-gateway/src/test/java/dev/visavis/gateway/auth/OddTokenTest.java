package dev.visavis.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A token with fields of odd types is a bad token, and nothing worse.
@QuarkusTest
class OddTokenTest extends GatewayTest {
  private static final String SIGNATURE = ".c2lnbmF0dXJl";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'alg':'RS256','kid':7}",
        "{'alg':'RS256','kid':['first']}",
        "{'alg':'RS256','kid':{}}",
        "{'alg':['RS256'],'kid':'first'}",
        "{'alg':'RS256','kid':'first','crit':7}",
        "[]"
      })
  void isClosedAsAnyBadToken(String header) {
    String claims = "{'sub':'" + Person.named("Eve").id() + "','exp':4000000000,'iss':'visavis'}";
    String token = encode(header) + "." + encode(claims) + SIGNATURE;
    try (Client bearer = Client.withToken(token);
        Client cookie = Client.open(with -> with.header("Cookie", "visavis_token=" + token))) {
      assertEquals(new Client.Closed(4001, "Unauthorized"), bearer.closed());
      assertEquals(4001, cookie.closed().code());
    }
  }

  private static String encode(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
