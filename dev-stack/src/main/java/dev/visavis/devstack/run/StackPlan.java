package dev.visavis.devstack.run;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.build.Apps;
import dev.visavis.devstack.build.Service;
import dev.visavis.devstack.command.UpOptions;
import dev.visavis.devstack.edge.EdgeMain;
import dev.visavis.infra.ChildProcess;
import dev.visavis.infra.Durability;
import dev.visavis.infra.EmbeddedKafka;
import dev.visavis.infra.EmbeddedPostgres;
import dev.visavis.infra.EmbeddedRedis;
import dev.visavis.infra.Readiness;
import dev.visavis.infra.TopicCreator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Decides what runs: which processes, on which ports, with which settings, and what waits for
/// what.
public final class StackPlan {
  private static final Duration SERVICE_START = Duration.ofSeconds(120);
  private static final int SERVICE_HEAP_MB = 192;
  private static final int EDGE_HEAP_MB = 96;

  private final UpOptions options;
  private final DataDirectory data;
  private final Apps apps;
  private final Secrets secrets;
  private final StackPorts ports = new StackPorts();
  private final int kafka = ports.take();
  private final int postgres = ports.take();
  private final int redis = ports.take();
  private final Map<Service, List<Integer>> servicePorts = new HashMap<>();
  private final List<Program> programs = new ArrayList<>();

  private StackPlan(UpOptions options, DataDirectory data, Apps apps) {
    this.options = options;
    this.data = data;
    this.apps = apps;
    this.secrets = new Secrets(data.secrets());
  }

  public static List<Program> make(UpOptions options, DataDirectory data, Apps apps)
      throws IOException {
    var plan = new StackPlan(options, data, apps);
    plan.addAll();
    return List.copyOf(plan.programs);
  }

  private void addAll() throws IOException {
    for (var service : Service.values()) {
      int instances =
          switch (service) {
            case GATEWAY -> options.gateways();
            case CALL -> options.callServices();
            case ACCOUNT, TURN, PRESENCE, HISTORY -> 1;
          };
      servicePorts.put(service, IntStream.range(0, instances).mapToObj(i -> ports.take()).toList());
    }
    addInfrastructure();
    var turn = addCoturn();
    addService(Service.CALL, Set.of("kafka"), Map.of());
    addService(Service.ACCOUNT, Set.of("postgres", "kafka"), database("visavis_account"));
    addService(Service.PRESENCE, Set.of("kafka", "redis"), Map.of());
    addService(Service.GATEWAY, Set.of("kafka", "redis"), Map.of());
    addService(Service.HISTORY, Set.of("postgres", "kafka"), database("visavis_history"));
    addService(Service.TURN, Set.of(), turn);
    addEdge();
  }

  /// The servers write their logs beside their data; `logs` shows where.
  private void linkLog(String server) throws IOException {
    var link = data.log(server);
    Files.createDirectories(data.logs());
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, data.of(server).resolve(server + ".log"));
  }

  private void addInfrastructure() throws IOException {
    for (var server : List.of("kafka", "postgres", "redis")) {
      linkLog(server);
    }
    var password = secrets.get("postgres");
    addServer(
        "kafka",
        kafka,
        Health.tcp(kafka),
        () -> {
          var server = EmbeddedKafka.start(data.of("kafka"), kafka);
          TopicCreator.createAll(server.bootstrapServers(), (short) 1);
          return server.process();
        });
    addServer(
        "postgres",
        postgres,
        Health.tcp(postgres),
        () ->
            EmbeddedPostgres.start(data.of("postgres"), postgres, Durability.DURABLE, password)
                .process());
    addServer(
        "redis",
        redis,
        Health.redis(redis),
        () -> EmbeddedRedis.start(data.of("redis"), redis, Durability.DURABLE).process());
  }

  private void addServer(String name, int port, Health health, Program.Starter starter) {
    programs.add(new Program(name, port, health, Set.of(), Program.Stage.INFRASTRUCTURE, starter));
  }

  /// Returns what turn-credential-service has to know.
  private Map<String, String> addCoturn() throws IOException {
    var secret = secrets.get("turn");
    var program = Coturn.find();
    if (program.isEmpty()) {
      return Map.of("VISAVIS_TURN_SECRET", secret);
    }
    var coturn = new Coturn(program.get(), Coturn.ownAddress(), ports.take(), data, secret);
    addServer("coturn", coturn.port(), coturn.health(), coturn::start);
    return Map.of("VISAVIS_TURN_SECRET", secret, "VISAVIS_TURN_URLS", coturn.urls());
  }

  private Map<String, String> database(String name) throws IOException {
    var url = "postgresql://127.0.0.1:" + postgres + "/" + name;
    return Map.of(
        "QUARKUS_DATASOURCE_USERNAME",
        EmbeddedPostgres.USER,
        "QUARKUS_DATASOURCE_PASSWORD",
        secrets.get("postgres"),
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:" + url,
        "QUARKUS_DATASOURCE_REACTIVE_URL",
        url);
  }

  private void addService(Service service, Set<String> needs, Map<String, String> settings)
      throws IOException {
    var app = apps.of(service);
    var serviceRuns = portsOf(service);
    for (int i = 0; i < serviceRuns.size(); i++) {
      var environment = environment(serviceRuns.get(i));
      environment.putAll(settings);
      environment.putAll(instanceSettings(service, i));
      addInstance(service, i, needs, environment, app);
    }
  }

  private Map<String, String> instanceSettings(Service service, int index) {
    return switch (service) {
      case GATEWAY -> Map.of("VISAVIS_GATEWAY_INBOX_PARTITION", Integer.toString(index));
      case CALL ->
          Map.of("VISAVIS_CALL_STATE_DIR", data.of("call-service").resolve("" + index).toString());
      case ACCOUNT, TURN, PRESENCE, HISTORY -> Map.of();
    };
  }

  private void addInstance(
      Service service, int index, Set<String> needs, Map<String, String> environment, Path app) {
    int port = portsOf(service).get(index);
    var name = instanceName(service, index);
    var health = Health.ready(port);
    var command = Jvm.jar(SERVICE_HEAP_MB, List.of(), app.resolve("quarkus-run.jar"));
    Program.Starter starter =
        () -> {
          var process =
              ChildProcess.start(
                  name,
                  command,
                  environment,
                  data.dir(),
                  data.log(name),
                  ChildProcess.StopSignal.TERM);
          Readiness.await(process, SERVICE_START, health::isGood);
          return process;
        };
    var stage = service == Service.GATEWAY ? Program.Stage.GATEWAYS : Program.Stage.SERVICES;
    programs.add(new Program(name, port, health, needs, stage, starter));
  }

  private static String instanceName(Service service, int index) {
    return switch (service) {
      case GATEWAY -> "gateway-" + index;
      case CALL -> "call-service-" + index;
      case ACCOUNT, TURN, PRESENCE, HISTORY -> service.module();
    };
  }

  /// What every service is told. What begins with `VISAVIS_` in this process's own environment
  /// reaches them too: a child inherits it.
  private Map<String, String> environment(int port) {
    var account = "http://127.0.0.1:" + portsOf(Service.ACCOUNT).getFirst();
    return new HashMap<>(
        Map.of(
            "QUARKUS_HTTP_HOST",
            "127.0.0.1",
            "QUARKUS_HTTP_PORT",
            Integer.toString(port),
            "KAFKA_BOOTSTRAP_SERVERS",
            "127.0.0.1:" + kafka,
            "QUARKUS_REDIS_HOSTS",
            "redis://127.0.0.1:" + redis,
            "VISAVIS_ACCOUNT_URL",
            account,
            "VISAVIS_JWKS_URL",
            account + "/.well-known/jwks.json"));
  }

  private void addEdge() throws IOException {
    var arguments =
        List.of(
            "listen=" + options.host() + ":" + options.port(),
            "web-root=" + apps.webUi(),
            "gateway=" + addresses(Service.GATEWAY),
            "account=" + addresses(Service.ACCOUNT),
            "presence=" + addresses(Service.PRESENCE),
            "history=" + addresses(Service.HISTORY),
            "turn=" + addresses(Service.TURN));
    var command = Jvm.main(EDGE_HEAP_MB, EdgeMain.class, arguments);
    var host = options.host().equals("0.0.0.0") ? "127.0.0.1" : options.host();
    var health = new Health(URI.create("http://" + host + ":" + options.port() + "/"));
    Program.Starter starter =
        () -> {
          var process =
              ChildProcess.start(
                  "edge",
                  command,
                  Map.of(),
                  data.dir(),
                  data.log("edge"),
                  ChildProcess.StopSignal.TERM);
          Readiness.await(process, SERVICE_START, health::isGood);
          return process;
        };
    programs.add(
        new Program("edge", options.port(), health, Set.of(), Program.Stage.SERVICES, starter));
  }

  private String addresses(Service service) {
    return portsOf(service).stream().map(p -> "127.0.0.1:" + p).collect(Collectors.joining(","));
  }

  private List<Integer> portsOf(Service service) {
    return Objects.requireNonNull(servicePorts.get(service));
  }
}
