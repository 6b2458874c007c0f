package dev.visavis.support.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTest {
  private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"k\"}";
  private static final String CLAIMS =
      "{\"sub\":\"a11ce000-0000-4000-8000-000000000001\",\"exp\":1800000000,"
          + "\"aud\":[\"a\",\"b\"],\"iss\":\"visavis\",\"name\":\"Alice\",\"sid\":\"s\"}";

  @Test
  void anIssuedTokenIsAccepted() {
    assertTrue(TokenFormat.isGood(token(HEADER, CLAIMS)));
    assertTrue(TokenFormat.isGood(token("{\"alg\":\"ES256\",\"x5t\":\"t\"}", CLAIMS)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'alg':'RS256','kid':7}",
        "{'alg':'RS256','kid':['k']}",
        "{'alg':'RS256','kid':{'k':1}}",
        "{'alg':'RS256','kid':null}",
        "{'alg':'RS256','kid':true}",
        "{'alg':['RS256']}",
        "{'alg':1}",
        "{'kid':'k'}",
        "{'alg':'RS256','typ':1}",
        "{'alg':'RS256','crit':['exp']}",
        "{'alg':'RS256','jwk':{'kty':'RSA'}}",
        "[]",
        "7",
        "null",
        "",
        "{",
      })
  void aHeaderWithFieldsOfWrongTypesIsRefused(String header) {
    assertFalse(TokenFormat.isGood(token(header.replace('\'', '"'), CLAIMS)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'exp':'soon'",
        "'exp':-1",
        "'exp':1e300",
        "'exp':null",
        "'exp':[1]",
        "'exp':9223372036854775807",
        "'iat':'now'",
        "'nbf':{}",
        "'auth_time':'x'",
        "'auth_time_ms':1e300",
        "'sub':{}",
        "'sub':7",
        "'sub':'nobody'",
        "'sub':null",
        "'iss':['visavis']",
        "'aud':7",
        "'aud':[7]",
        "'aud':{}",
        "'groups':'all'",
        "'upn':1",
        "'preferred_username':[]",
      })
  void aClaimOfTheWrongTypeIsRefused(String claim) {
    String odd = CLAIMS.substring(0, CLAIMS.length() - 1) + "," + claim.replace('\'', '"') + "}";
    assertFalse(TokenFormat.isGood(token(HEADER, odd)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "....", "é.é.é", "a", "null", "Bearer"})
  void aTextThatIsNotATokenIsRefused(String text) {
    assertFalse(TokenFormat.isGood(text));
  }

  private static String token(String header, String claims) {
    return encode(header) + "." + encode(claims) + ".c2lnbmF0dXJl";
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }
}
