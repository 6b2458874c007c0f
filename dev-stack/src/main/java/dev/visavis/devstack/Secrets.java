package dev.visavis.devstack;

import dev.visavis.infra.KafkaLogin;
import dev.visavis.infra.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Random secrets of one stack, each in a file that only its owner can read.
public record Secrets(Path dir) {
  private static final int BYTES = 24;

  /// Returns the secret called `name`, and creates it at the first request.
  public String get(String name) throws IOException {
    var file = dir.resolve(name);
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    Files.createDirectories(
        dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    var secret = HexFormat.of().formatHex(bytes);
    PrivateFiles.write(file, secret);
    return secret;
  }

  /// The login for this stack's Kafka.
  public KafkaLogin kafka() throws IOException {
    return new KafkaLogin(get("kafka"));
  }
}
