package dev.visavis.turn;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/// A pair of keys, made for this run: the service verifies with one, the tests sign with the other.
public final class TokenKeys implements QuarkusTestResourceLifecycleManager {
  private Path directory = Path.of("target");

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("visavis-keys");
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      return Map.of(
          "mp.jwt.verify.publickey.location", write("public.pem", "PUBLIC KEY", pair.getPublic()),
          "smallrye.jwt.sign.key.location", write("private.pem", "PRIVATE KEY", pair.getPrivate()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    try {
      Files.deleteIfExists(directory.resolve("public.pem"));
      Files.deleteIfExists(directory.resolve("private.pem"));
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write(String file, String kind, Key key) throws IOException {
    String body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    Path path = directory.resolve(file);
    Files.writeString(
        path, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    return path.toUri().toString();
  }
}
