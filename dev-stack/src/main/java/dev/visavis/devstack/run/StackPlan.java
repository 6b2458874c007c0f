package dev.visavis.devstack.run;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.build.BuiltApps;
import dev.visavis.devstack.build.Service;
import dev.visavis.devstack.edge.EdgeMain;
import dev.visavis.infra.KafkaCluster;
import dev.visavis.infra.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Decides which processes run, on which ports, with which settings, and in which order they start.
public final class StackPlan {
  private static final int SERVICE_HEAP_MB = 192;

  /// An ended call stays in memory for six minutes and takes about 1.5 KB.
  private static final int CALL_HEAP_MB = 768;

  /// Large enough that most garbage of a burst of messages is collected while young.
  private static final int GATEWAY_HEAP_MB = 384;

  private static final int EDGE_HEAP_MB = 96;

  /// The limit of the bytes waiting in all tunnels, and room for the rest.
  private static final int EDGE_DIRECT_MB = 384;

  private static final String LIVE = "/q/health/live";
  private static final String READY = "/q/health/ready";
  private static final String METRICS = "/q/metrics";

  private final UpOptions options;
  private final DataDirectory data;
  private final BuiltApps apps;
  private final Settings.Addresses addresses;
  private final Settings settings;
  private final Optional<Coturn> coturn;

  /// Empty if Janus is not installed.
  private final List<Janus> mediaServers;

  private StackPlan(UpOptions options, DataDirectory data, Checkout checkout) throws IOException {
    this.options = options;
    this.data = data;
    this.apps = new BuiltApps(checkout);
    var ports = new StackPorts();
    var secrets = new Secrets(data.secrets());
    mediaServers =
        JanusSettings.find(secrets, checkout).stream()
            .flatMap(
                janus ->
                    IntStream.range(0, options.mediaServices())
                        .mapToObj(i -> new Janus(janus, i, ports.take(), data)))
            .toList();
    var services = new EnumMap<Service, List<Integer>>(Service.class);
    var management = new EnumMap<Service, List<Integer>>(Service.class);
    for (var service : Service.values()) {
      services.put(service, take(instancesOf(service), ports));
      management.put(service, take(instancesOf(service), ports));
    }
    coturn = Coturn.find(ports.take(), data, secrets.get("turn"), checkout);
    addresses =
        new Settings.Addresses(
            new KafkaCluster(
                Stream.generate(() -> node(ports)).limit(options.brokers()).toList(),
                Optional.of(secrets.kafka())),
            ports.take(),
            ports.take(),
            services,
            management,
            coturn.map(Coturn::urls).orElse(""),
            mediaServers.stream().map(Janus::url).toList());
    settings = new Settings(addresses, data);
  }

  private static List<Integer> take(int count, StackPorts ports) {
    return IntStream.range(0, count).mapToObj(i -> ports.take()).toList();
  }

  private static KafkaCluster.Node node(StackPorts ports) {
    return new KafkaCluster.Node(ports.take(), ports.take());
  }

  /// @throws StackException if the data directory was written with another number of brokers, whose
  ///     log and derived data would not match
  public static void requireSameBrokers(UpOptions options, DataDirectory data) throws IOException {
    var written = data.brokers();
    if (!written.isEmpty()
        && !written.equals(Set.copyOf(Infrastructure.brokers(options.brokers())))) {
      throw new StackException(
          "%s contains the data of a stack with --brokers %d: use the same number, or add --fresh to delete it"
              .formatted(data.dir(), written.size()));
    }
  }

  public static List<Program> make(UpOptions options, DataDirectory data, Checkout checkout)
      throws IOException {
    return new StackPlan(options, data, checkout).programs();
  }

  private int instancesOf(Service service) {
    return switch (service) {
      case GATEWAY -> options.gateways();
      case CALL -> options.callServices();
      // Without a media server it has nothing to do.
      case MEDIA -> mediaServers.size();
      case ACCOUNT, TURN, PRESENCE, HISTORY, WEBHOOK -> 1;
    };
  }

  private List<Program> programs() throws IOException {
    var programs = new ArrayList<>(new Infrastructure(data).programs(addresses));
    coturn.ifPresent(relay -> programs.add(relay.asProgram()));
    mediaServers.forEach(janus -> programs.add(janus.asProgram()));
    for (var service : Service.values()) {
      for (int instance = 0; instance < instancesOf(service); instance++) {
        programs.add(service(service, instance));
      }
    }
    programs.add(edge());
    return List.copyOf(programs);
  }

  /// The programs that must be ready first; without them, the service would only fail and retry.
  private Set<String> needs(Service service) {
    return switch (service) {
      case ACCOUNT -> Set.of("postgres");
      case HISTORY, WEBHOOK -> kafkaAnd("postgres");
      case CALL -> kafkaAnd();
      case GATEWAY, PRESENCE, MEDIA -> kafkaAnd("redis");
      case TURN -> Set.of();
    };
  }

  private Set<String> kafkaAnd(String... others) {
    var needs = new HashSet<>(Infrastructure.brokers(options.brokers()));
    needs.addAll(List.of(others));
    return needs;
  }

  private static List<String> compiler(Service service) {
    return switch (service) {
      case GATEWAY, CALL, PRESENCE, HISTORY, WEBHOOK, MEDIA -> Jvm.HOT;
      case ACCOUNT, TURN -> Jvm.SELDOM;
    };
  }

  private static int heapMb(Service service) {
    return switch (service) {
      case CALL -> CALL_HEAP_MB;
      case GATEWAY -> GATEWAY_HEAP_MB;
      case ACCOUNT, TURN, PRESENCE, HISTORY, WEBHOOK, MEDIA -> SERVICE_HEAP_MB;
    };
  }

  private Program service(Service service, int instance) throws IOException {
    var app = apps.of(service);
    int port = addresses.of(service).get(instance);
    var name =
        switch (service) {
          case GATEWAY -> "gateway-" + instance;
          case CALL, MEDIA -> service.module() + "-" + instance;
          case ACCOUNT, TURN, PRESENCE, HISTORY, WEBHOOK -> service.module();
        };
    var launch = Jvm.jar(heapMb(service), app.resolve("quarkus-run.jar"), compiler(service));
    var cache = new AotCache(name, launch, app, instance == 0 ? training(service) : null);
    var health = Health.ready(addresses.management(service, instance));
    var environment = settings.of(service, instance);
    var java = new JavaProgram(name, port, launch, List.of(), environment, health, cache, data);
    var stage = service == Service.GATEWAY ? Program.Stage.GATEWAYS : Program.Stage.SERVICES;
    return new Program(name, port, health, needs(service), stage, java::start, cache);
  }

  private AotCache.Training training(Service service) {
    return place -> {
      int management = Ports.free();
      var alone = settings.alone(service, Ports.free(), management);
      return new AotCache.Training.Run(List.of(), alone, management, List.of(LIVE, READY, METRICS));
    };
  }

  private Program edge() throws IOException {
    var arguments = edgeArguments(options.host() + ":" + options.port());
    AotCache.Training training =
        place -> {
          int port = Ports.free();
          var paths = List.of("/", "/api/nothing");
          return new AotCache.Training.Run(
              edgeArguments("127.0.0.1:" + port), Map.of(), port, paths);
        };
    var launch = Jvm.main(EDGE_HEAP_MB, EDGE_DIRECT_MB, EdgeMain.class);
    var cache = new AotCache("edge", launch, ownJars(), training);
    var health = new Health(URI.create(options.localUrl() + "/"));
    var port = options.port();
    var java = new JavaProgram("edge", port, launch, arguments, Map.of(), health, cache, data);
    return new Program("edge", port, health, Set.of(), Program.Stage.SERVICES, java::start, cache);
  }

  private List<Integer> managementOf(Service service) {
    return IntStream.range(0, instancesOf(service))
        .mapToObj(instance -> addresses.management(service, instance))
        .toList();
  }

  private List<String> edgeArguments(String listen) throws IOException {
    return List.of(
        "listen=" + listen,
        "web-root=" + apps.webUi(),
        "gateway=" + addressesOf(Service.GATEWAY),
        "gateway-management=" + addresses(managementOf(Service.GATEWAY)),
        "account=" + addressesOf(Service.ACCOUNT),
        "presence=" + addressesOf(Service.PRESENCE),
        "history=" + addressesOf(Service.HISTORY),
        "turn=" + addressesOf(Service.TURN),
        "webhook=" + addressesOf(Service.WEBHOOK));
  }

  private String addressesOf(Service service) {
    return addresses(addresses.of(service));
  }

  private static String addresses(List<Integer> ports) {
    return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  /// The folder of this program's jars.
  private static Path ownJars() {
    var first = System.getProperty("java.class.path").split(":", -1)[0];
    return Objects.requireNonNull(Path.of(first).toAbsolutePath().getParent());
  }
}
