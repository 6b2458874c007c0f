package dev.visavis.devstack.run;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.Readiness;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// coturn from the system's packages, as this stack's relay.
///
/// @param address of this machine, not loopback where there is another: browsers offer the
///     addresses of the network, and a relay on loopback reaches none of them
record Coturn(Path program, String address, int port, DataDirectory data, String secret) {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(15);

  /// Empty where coturn is not installed.
  static Optional<Coturn> find(int port, DataDirectory data, String secret) throws IOException {
    var address = ownAddress();
    return installed().map(program -> new Coturn(program, address, port, data, secret));
  }

  private static Optional<Path> installed() {
    return Stream.of("/usr/bin/turnserver", "/usr/local/bin/turnserver", "/usr/sbin/turnserver")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String ownAddress() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .filter(Coturn::isUsable)
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElse("127.0.0.1");
  }

  private static boolean isUsable(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback() && !network.getName().startsWith("docker");
    } catch (SocketException e) {
      return false; // it went away meanwhile
    }
  }

  /// As turn-credential-service hands them to browsers.
  String urls() {
    var relay = "turn:" + address + ":" + port;
    return relay + "?transport=udp," + relay + "?transport=tcp";
  }

  Program asProgram() {
    return new Program(
        "coturn", port, health(), Set.of(), Program.Stage.INFRASTRUCTURE, this::start, null);
  }

  private Health health() {
    return Health.tcp(address, port);
  }

  private ChildProcess start() {
    try {
      Files.createDirectories(data.run());
      var configuration = data.run().resolve("turnserver.conf");
      Secrets.writePrivate(configuration, configuration());
      var process =
          ChildProcess.start(
              "coturn",
              List.of(program.toString(), "-c", configuration.toString()),
              Map.of(),
              data.run(),
              data.log("coturn"),
              ChildProcess.StopSignal.TERM);
      Readiness.await(process, START_TIMEOUT, () -> health().isGood());
      return process;
    } catch (IOException e) {
      throw new InfraException("coturn cannot be set up: " + e.getMessage(), e);
    }
  }

  private String configuration() {
    var configuration =
        """
        listening-ip=%1$s
        relay-ip=%1$s
        listening-port=%2$d
        min-port=49152
        max-port=49951
        use-auth-secret
        static-auth-secret=%3$s
        realm=visavis.local
        fingerprint
        stale-nonce=600
        user-quota=32
        total-quota=400
        no-multicast-peers
        no-tls
        no-dtls
        no-cli
        log-file=stdout
        simple-log
        pidfile=%4$s/turnserver.pid
        userdb=%4$s/turndb
        """
            .formatted(address, port, secret, data.run());
    return address.equals("127.0.0.1") ? configuration + "allow-loopback-peers\n" : configuration;
  }
}
