package dev.visavis.presence;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stands in for account-service: a pair of keys for this run, with which tests sign tokens and the
/// service verifies them.
public final class TestKeys implements QuarkusTestResourceLifecycleManager {
  private @Nullable Path publicKey;

  @Override
  public Map<String, String> start() {
    KeyPair keys = generate();
    Path file = write(pem("PUBLIC KEY", keys.getPublic().getEncoded()));
    publicKey = file;
    return Map.of(
        "mp.jwt.verify.publickey.location", file.toUri().toString(),
        "smallrye.jwt.sign.key", pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  @Override
  public void stop() {
    if (publicKey != null) {
      publicKey.toFile().delete();
    }
  }

  private static String pem(String what, byte[] encoded) {
    String body = Base64.getMimeEncoder().encodeToString(encoded);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }

  private static Path write(String pem) {
    try {
      return Files.writeString(Files.createTempFile("visavis-test-key", ".pem"), pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }
}
