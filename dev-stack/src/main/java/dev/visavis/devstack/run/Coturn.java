package dev.visavis.devstack.run;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.debian.SystemProgram;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.PrivateFiles;
import dev.visavis.infra.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs coturn from the system's packages as the TURN server of this stack.
///
/// @param address of this machine; loopback only if there is no other one
/// @param common the settings shared with the TURN server of Docker Compose
record Coturn(
    Path program, String address, int port, DataDirectory data, String secret, Path common) {
  private static final int FIRST_RELAY_PORT = 49_152;
  private static final int RELAY_PORTS = 800;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(15);

  /// Empty if coturn is not installed.
  static Optional<Coturn> find(int port, DataDirectory data, String secret, Checkout checkout)
      throws IOException {
    var address = OwnAddress.find().orElse("127.0.0.1");
    var common = checkout.root().resolve("compose/coturn/turnserver.conf");
    return SystemProgram.COTURN
        .find()
        .map(program -> new Coturn(program, address, port, data, secret, common));
  }

  /// The URLs that turn-credential-service gives to browsers.
  String urls() {
    var relay = "turn:" + address + ":" + port;
    return relay + "?transport=udp," + relay + "?transport=tcp";
  }

  Program asProgram() {
    return new Program(
        "coturn", port, health(), Set.of(), Program.Stage.INFRASTRUCTURE, this::start, null, true);
  }

  private Health health() {
    return Health.tcp(address, port);
  }

  private ChildProcess start() {
    try {
      Files.createDirectories(data.run());
      var configuration = data.run().resolve("turnserver.conf");
      PrivateFiles.write(configuration, configuration());
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
      throw new InfraException("cannot set up coturn: " + e.getMessage(), e);
    }
  }

  /// Denies all addresses of this machine and its networks except `address`, because both ends of a
  /// call may use this TURN server.
  String configuration() throws IOException {
    var own =
        """
        listening-ip=%1$s
        relay-ip=%1$s
        allowed-peer-ip=%1$s
        listening-port=%2$d
        min-port=%3$d
        max-port=%4$d
        total-quota=%5$d
        static-auth-secret=%6$s
        pidfile=%7$s/turnserver.pid
        userdb=%7$s/turndb
        """
            .formatted(
                address,
                port,
                FIRST_RELAY_PORT,
                FIRST_RELAY_PORT + RELAY_PORTS - 1,
                RELAY_PORTS,
                secret,
                data.run());
    var loopback = address.equals("127.0.0.1") ? "allow-loopback-peers\n" : "";
    return Files.readString(common) + own + loopback;
  }
}
