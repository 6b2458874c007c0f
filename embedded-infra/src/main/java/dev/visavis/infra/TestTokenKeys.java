package dev.visavis.infra;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replaces account-service in a `@QuarkusTest`: a key pair for this run, with which the test signs
/// tokens (RS256) and the service verifies them.
///
/// The public key is a key set (RFC 7517, section 5), as account-service publishes it. A bare PEM
/// would be read as a key of any accepted algorithm, which is not always the right one.
public final class TestTokenKeys implements QuarkusTestResourceLifecycleManager {
  private @Nullable Path keySet;

  @Override
  public Map<String, String> start() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      Path file = Files.createTempFile("visavis-test-keys", ".json");
      keySet = Files.writeString(file, keySet((RSAPublicKey) keys.getPublic()));
      return Map.of(
          "mp.jwt.verify.publickey.location", file.toUri().toString(),
          "smallrye.jwt.sign.key", pem(keys.getPrivate().getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  @Override
  public void stop() {
    if (keySet != null) {
      try {
        Files.deleteIfExists(keySet);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String keySet(RSAPublicKey key) {
    return """
        {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "n": "%s", "e": "%s"}]}
        """
        .formatted(base64Url(key.getModulus()), base64Url(key.getPublicExponent()));
  }

  /// Encodes without the sign byte: RFC 7518, section 2 (Base64urlUInt).
  private static String base64Url(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    byte[] unsigned = Arrays.copyOfRange(bytes, sign, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }

  private static String pem(byte[] privateKey) {
    String body = Base64.getMimeEncoder().encodeToString(privateKey);
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }
}
