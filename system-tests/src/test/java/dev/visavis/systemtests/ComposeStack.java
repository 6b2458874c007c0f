package dev.visavis.systemtests;

import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Product;
import dev.visavis.systemtests.support.Shell;
import dev.visavis.systemtests.support.Stack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The product as `docker compose up` starts it, with three gateways. The images contain the build
/// results of Maven and npm, on stand-ins for the base images.
///
/// `./visavis test compose` starts the engine and names it in `DOCKER_HOST`; with
/// `VISAVIS_STAND_INS=off` the real base images are pulled.
final class ComposeStack implements Product, AutoCloseable {
  static final int GATEWAYS = 3;

  private static final Duration QUICK = Duration.ofMinutes(2);
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(40);
  private static final Duration START_LIMIT = Duration.ofMinutes(15);
  private static final Path STAND_INS = Path.of("system-tests/compose/stand-ins.sh");

  private final Path root = Stack.repositoryRoot();
  private final Shell shell;
  private final Path environmentFile;
  private final int httpsPort = Stack.freePort();
  private final int prometheusPort = Stack.freePort();
  private final List<String> compose;

  private ComposeStack() throws IOException {
    Path work = Files.createDirectories(root.resolve(".visavis/compose"));
    Map<String, String> environment = new TreeMap<>();
    // The Docker engine of Debian 12 has no BuildKit.
    environment.put("DOCKER_BUILDKIT", System.getenv().getOrDefault("DOCKER_BUILDKIT", "0"));
    environment.put("COMPOSE_DOCKER_CLI_BUILD", "1");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    shell = new Shell(root, environment);
    environmentFile = work.resolve("test.env");
    boolean plugin = shell.run(QUICK, "docker", "compose", "version").exitCode() == 0;
    compose = plugin ? List.of("docker", "compose") : List.of("docker-compose");
  }

  static ComposeStack start() throws IOException, GeneralSecurityException {
    ComposeStack stack = new ComposeStack();
    boolean isUp = false;
    try {
      stack.build();
      stack.up(GATEWAYS);
      stack.trustItsEdge();
      isUp = true;
      return stack;
    } finally {
      if (!isUp) {
        stack.close();
      }
    }
  }

  private void build() throws IOException {
    if (!"off".equals(System.getenv("VISAVIS_STAND_INS"))) {
      shell.run(BUILD_LIMIT, root.resolve(STAND_INS).toString()).orFail();
    }
    writeSettings();
    compose(QUICK, "down", "--volumes", "--remove-orphans").orFail(); // of an interrupted run
    compose(BUILD_LIMIT, "build").orFail();
  }

  /// Starts the missing containers; returns when everything that the edge needs is healthy.
  void up(int gateways) {
    compose(
            START_LIMIT,
            "up",
            "--detach",
            "--no-recreate",
            "--scale",
            "signaling-gateway=" + gateways)
        .orFail();
  }

  Shell.Result compose(Duration limit, String... arguments) {
    return compose(environmentFile, limit, arguments);
  }

  /// Like [#compose], with other settings.
  Shell.Result compose(Path settings, Duration limit, String... arguments) {
    List<String> command = new ArrayList<>(compose);
    // With an explicit file, so that a developer's docker-compose.override.yml is ignored.
    command.addAll(List.of("--file", "docker-compose.yml"));
    command.addAll(List.of("--env-file", settings.toString()));
    command.addAll(List.of(arguments));
    return shell.run(limit, command);
  }

  String docker(String... arguments) {
    return tryDocker(arguments).orFail();
  }

  Shell.Result tryDocker(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return shell.run(QUICK, command);
  }

  /// The ids of the running containers of a service.
  List<String> containers(String service) {
    return docker(
            "ps",
            "--quiet",
            "--filter",
            "label=com.docker.compose.project=visavis-test",
            "--filter",
            "label=com.docker.compose.service=" + service)
        .lines()
        .toList();
  }

  @Override
  public URI url() {
    return URI.create("https://localhost:" + httpsPort);
  }

  URI prometheus() {
    return URI.create("http://127.0.0.1:" + prometheusPort);
  }

  Path settings() {
    return environmentFile;
  }

  /// The value of a setting in the environment file.
  String setting(String name) throws IOException {
    return Files.readAllLines(environmentFile).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private void writeSettings() throws IOException {
    String address = shell.run(QUICK, "hostname", "-I").orFail().strip().split(" ", 2)[0];
    Map<String, String> settings = new TreeMap<>();
    settings.put("COMPOSE_PROJECT_NAME", "visavis-test");
    settings.put("VISAVIS_HOST", "localhost");
    settings.put("VISAVIS_SUBNET", "172.30.85.0/24");
    settings.put("RELAY_ADDRESS", address);
    settings.put("RELAY_ALLOWED_PEERS", address); // both ends of the test are on this host
    settings.put("RELAY_PORT", Integer.toString(Stack.freePort()));
    settings.put("RELAY_PORTS_MIN", "42000");
    settings.put("RELAY_PORTS_MAX", "42199");
    settings.put("JANUS_API_ADDRESS", "172.30.85.1");
    settings.put("JANUS_API_PORT", Integer.toString(Stack.freePort()));
    settings.put("JANUS_RTP_PORTS", "42200-42399");
    if (!"off".equals(System.getenv("VISAVIS_STAND_INS"))) {
      settings.put("JANUS_SOURCE", debianMirror() + "/pool/main/j/janus/janus_1.1.2.orig.tar.gz");
    }
    settings.put("HTTP_PORT", Integer.toString(Stack.freePort()));
    settings.put("HTTPS_PORT", Integer.toString(httpsPort));
    settings.put("PROBE_PASSWORD", secret());
    settings.put("PROMETHEUS_PORT", Integer.toString(prometheusPort));
    for (String line : Files.readAllLines(root.resolve(".env.example"))) {
      if (line.matches("[A-Z_]+=")) {
        settings.putIfAbsent(line.substring(0, line.length() - 1), secret());
      }
    }
    List<String> lines = new ArrayList<>();
    settings.forEach((name, value) -> lines.add(name + "=" + value));
    Files.write(environmentFile, lines);
  }

  /// Like stand-ins.sh.
  private static String debianMirror() {
    return System.getenv().getOrDefault("DEBIAN_MIRROR", "http://deb.debian.org/debian");
  }

  private static String secret() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Makes the HTTP clients of this test trust the certificate authority that the edge generated.
  private void trustItsEdge() throws IOException, GeneralSecurityException {
    String authority = "/data/caddy/pki/authorities/local/root.crt";
    String pem =
        Await.until(
            "the edge has a certificate",
            () -> {
              Shell.Result answer =
                  tryDocker("exec", containers("edge").getFirst(), "cat", authority);
              return answer.exitCode() == 0 ? answer.output() : null;
            });
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    ByteArrayInputStream bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
    trusted.setCertificateEntry(
        "edge", CertificateFactory.getInstance("X.509").generateCertificate(bytes));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    SSLContext.setDefault(context);
  }

  /// Writes the logs of the containers to `.visavis/compose/containers.log` and removes them.
  @Override
  public void close() {
    try {
      Files.writeString(
          environmentFile.resolveSibling("containers.log"),
          compose(QUICK, "logs", "--no-color", "--tail", "2000").output());
      compose(START_LIMIT, "down", "--volumes").orFail();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
