package dev.visavis.infra;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL and Redis for this machine, unpacked from their jars once for each checkout.
final class Binaries {
  private static final String POSTGRES_VERSION = "18.6";
  private static final String REDIS_VERSION = "7.0.15";

  private Binaries() {}

  /// The directory that holds `bin/postgres` and `bin/initdb`.
  static Path postgres() throws IOException {
    var archive = "/postgres-linux-" + (isArm() ? "arm_64" : "x86_64") + ".txz";
    return unpackOnce("postgres-" + POSTGRES_VERSION, archive, Binaries::untar);
  }

  static Path redisServer() throws IOException {
    var binary = "/redis-server-" + REDIS_VERSION + "-linux-" + (isArm() ? "arm64" : "amd64");
    return unpackOnce(
            "redis-" + REDIS_VERSION,
            binary,
            (in, target) -> {
              var server = target.resolve("redis-server");
              Files.copy(in, server);
              Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
            })
        .resolve("redis-server");
  }

  private interface Unpacker {
    void unpack(InputStream in, Path target) throws IOException;
  }

  /// Safe for several JVMs at once: each unpacks to a temporary directory, and the first rename
  /// wins.
  private static Path unpackOnce(String name, String resource, Unpacker unpacker)
      throws IOException {
    var target = RepositoryRoot.binaries().resolve(name);
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(target.getParent());
    var staging = Files.createTempDirectory(target.getParent(), name + ".");
    Files.setPosixFilePermissions(staging, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var in = Binaries.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new InfraException(
            "there is no %s for %s %s: the embedded stack runs on Linux, x86-64 or arm64"
                .formatted(name, System.getProperty("os.name"), System.getProperty("os.arch")));
      }
      unpacker.unpack(in, staging);
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
      Directories.delete(staging);
    }
    return target;
  }

  private static void untar(InputStream in, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("archive entry outside of its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          var executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private static boolean isArm() {
    var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return arch.equals("aarch64") || arch.equals("arm64");
  }
}
