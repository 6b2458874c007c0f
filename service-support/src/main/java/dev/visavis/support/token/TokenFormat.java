package dev.visavis.support.token;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks the format of an access token before its signature is verified. Libraries expect each
/// field to have its type (RFC 7515, RFC 7519), and fail on others.
final class TokenFormat {
  private static final Pattern UUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private static final Set<String> TEXTS = Set.of("alg", "kid", "typ", "cty");
  private static final Set<String> TEXT_CLAIMS = Set.of("iss", "jti", "upn", "preferred_username");
  private static final Set<String> INSTANTS = Set.of("exp", "nbf", "iat", "auth_time");

  /// The end of the year 9999; later times overflow in milliseconds.
  private static final double LATEST_SECONDS = 253_402_300_799.0;

  private TokenFormat() {}

  static boolean isGood(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    JsonObject header = object(parts[0]);
    JsonObject claims = object(parts[1]);
    return header != null && claims != null && isHeader(header) && isAboutAUser(claims);
  }

  private static @Nullable JsonObject object(String part) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(part);
      return new JsonObject(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DecodeException e) {
      return null;
    }
  }

  /// Refuses lists and objects, which would be extensions or embedded keys.
  private static boolean isHeader(JsonObject header) {
    for (Map.Entry<String, Object> field : header) {
      Object value = field.getValue();
      boolean good =
          TEXTS.contains(field.getKey())
              ? value instanceof String
              : !(value instanceof JsonArray || value instanceof JsonObject);
      if (!good) {
        return false;
      }
    }
    return header.containsKey("alg");
  }

  private static boolean isAboutAUser(JsonObject claims) {
    for (Map.Entry<String, Object> claim : claims) {
      String name = claim.getKey();
      Object value = claim.getValue();
      boolean good =
          switch (name) {
            case "sub" -> value instanceof String sub && UUID.matcher(sub).matches();
            case "aud" -> value instanceof String || isTexts(value);
            case "groups" -> isTexts(value);
            case "auth_time_ms" -> isInstant(value, LATEST_SECONDS * 1_000);
            default ->
                INSTANTS.contains(name)
                    ? isInstant(value, LATEST_SECONDS)
                    : !TEXT_CLAIMS.contains(name) || value instanceof String;
          };
      if (!good) {
        return false;
      }
    }
    return claims.containsKey("sub") && claims.containsKey("exp");
  }

  private static boolean isTexts(@Nullable Object value) {
    return value instanceof JsonArray list && list.stream().allMatch(String.class::isInstance);
  }

  private static boolean isInstant(@Nullable Object value, double latest) {
    return value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= latest;
  }
}
