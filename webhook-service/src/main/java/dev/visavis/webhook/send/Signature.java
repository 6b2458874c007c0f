package dev.visavis.webhook.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs as the Standard Webhooks specification requires (standardwebhooks.com), so that a receiver
/// can verify with any of its libraries.
public final class Signature {
  private static final int SECRET_BYTES = 32;
  private static final String PREFIX = "whsec_";

  private Signature() {}

  public static byte[] newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  /// The secret in the form that its owner gets.
  public static String text(byte[] secret) {
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  /// The header `webhook-signature`: one signature for each secret, separated by spaces.
  static String of(List<byte[]> secrets, String id, Instant at, String body) {
    byte[] signed = (id + "." + at.getEpochSecond() + "." + body).getBytes(UTF_8);
    return secrets.stream().map(secret -> sign(secret, signed)).collect(Collectors.joining(" "));
  }

  private static String sign(byte[] secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
