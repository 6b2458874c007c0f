package dev.visavis.devstack.run;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.build.Service;
import dev.visavis.infra.EmbeddedPostgres;
import dev.visavis.infra.KafkaCluster;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The environment variables of each service. Variables of this process that begin with `VISAVIS_`
/// reach the services too, because a child inherits them.
final class Settings {
  /// Port 1 is reserved, and no process listens there.
  private static final Map<String, String> NOWHERE =
      Map.of(
          "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
          "QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:1",
          "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/none",
          "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:1/none",
          "VISAVIS_ACCOUNT_URL", "http://127.0.0.1:1",
          "VISAVIS_MEDIA_JANUS_URLS", "ws://127.0.0.1:1",
          "VISAVIS_JWKS_URL", "http://127.0.0.1:1/.well-known/jwks.json");

  private final Addresses addresses;
  private final Secrets secrets;

  /// The addresses of all processes on this machine.
  ///
  /// @param services the ports of each service's instances
  /// @param management the management ports of the same instances
  /// @param turnUrls the URLs that turn-credential-service issues; empty without a TURN server
  /// @param mediaServers the APIs of the media servers
  record Addresses(
      KafkaCluster kafka,
      int postgres,
      int redis,
      Map<Service, List<Integer>> services,
      Map<Service, List<Integer>> management,
      String turnUrls,
      List<String> mediaServers) {
    List<Integer> of(Service service) {
      return services.getOrDefault(service, List.of());
    }

    int management(Service service, int instance) {
      return management.getOrDefault(service, List.of()).get(instance);
    }
  }

  Settings(Addresses addresses, DataDirectory data) {
    this.addresses = addresses;
    this.secrets = new Secrets(data.secrets());
  }

  Map<String, String> of(Service service, int instance) throws IOException {
    var settings = new HashMap<>(common());
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(addresses.of(service).get(instance)));
    settings.put(
        "QUARKUS_MANAGEMENT_PORT", Integer.toString(addresses.management(service, instance)));
    settings.putAll(
        switch (service) {
          case GATEWAY -> Map.of("VISAVIS_GATEWAY_INBOX_PARTITION", Integer.toString(instance));
          case ACCOUNT -> accounts();
          case HISTORY -> database("visavis_history");
          case TURN -> relay();
          case WEBHOOK -> webhooks();
          case CALL -> replicas();
          case MEDIA -> media(instance);
          case PRESENCE -> Map.of();
        });
    return Map.copyOf(settings);
  }

  /// The settings of [#of], but with unreachable dependencies, for a run that must not change
  /// anything.
  Map<String, String> alone(Service service, int port, int management) throws IOException {
    var settings = new HashMap<>(of(service, 0));
    settings.replaceAll((name, value) -> NOWHERE.getOrDefault(name, value));
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    settings.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
    settings.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
    return Map.copyOf(settings);
  }

  /// With several instances, another one has a copy of an instance's calls; with several brokers,
  /// another one has a copy of a broker's records.
  private Map<String, String> replicas() {
    var standby = addresses.of(Service.CALL).size() > 1 ? 1 : 0;
    return Map.of(
        "VISAVIS_CALL_STANDBY_REPLICAS",
        Integer.toString(standby),
        "VISAVIS_CALL_REPLICATION_FACTOR",
        Integer.toString(addresses.kafka().replicationFactor()));
  }

  private Map<String, String> common() throws IOException {
    var account = "http://127.0.0.1:" + addresses.of(Service.ACCOUNT).getFirst();
    var settings = new HashMap<>(secrets.kafka().environment());
    settings.put("QUARKUS_REDIS_PASSWORD", secrets.get("redis"));
    settings.putAll(addresses(account));
    return settings;
  }

  private Map<String, String> addresses(String account) {
    return Map.of(
        "QUARKUS_HTTP_HOST",
        "127.0.0.1",
        "QUARKUS_MANAGEMENT_HOST",
        "127.0.0.1",
        "KAFKA_BOOTSTRAP_SERVERS",
        addresses.kafka().bootstrapServers(),
        "QUARKUS_REDIS_HOSTS",
        "redis://127.0.0.1:" + addresses.redis(),
        "VISAVIS_ACCOUNT_URL",
        account,
        "VISAVIS_JWKS_URL",
        account + "/.well-known/jwks.json",
        // A starting service's readiness is checked ten times a second.
        "QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL",
        "WARN");
  }

  /// The two users of the probe are system accounts.
  private Map<String, String> accounts() throws IOException {
    var settings = new HashMap<>(database("visavis_account"));
    settings.put("VISAVIS_ACCOUNT_SYSTEM_PASSWORD", secrets.get("probe"));
    return settings;
  }

  private Map<String, String> database(String name) throws IOException {
    return database(addresses.postgres(), secrets.get("postgres"), name);
  }

  static Map<String, String> database(int port, String password, String name) {
    var url = "postgresql://127.0.0.1:" + port + "/" + name;
    return Map.of(
        "QUARKUS_DATASOURCE_USERNAME",
        EmbeddedPostgres.USER,
        "QUARKUS_DATASOURCE_PASSWORD",
        password,
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:" + url,
        "QUARKUS_DATASOURCE_REACTIVE_URL",
        url);
  }

  /// Allows receivers on this machine, where a developer tries webhooks first.
  private Map<String, String> webhooks() throws IOException {
    var settings = new HashMap<>(database("visavis_webhook"));
    var allowed = "VISAVIS_WEBHOOKS_ALLOW_PRIVATE";
    settings.put(allowed, System.getenv().getOrDefault(allowed, "true"));
    return settings;
  }

  /// The inbox partitions of the gateways come first.
  private Map<String, String> media(int instance) throws IOException {
    return Map.of(
        "VISAVIS_MEDIA_INBOX_PARTITION",
        Integer.toString(addresses.of(Service.GATEWAY).size() + instance),
        "VISAVIS_MEDIA_JANUS_URLS",
        String.join(",", addresses.mediaServers()),
        "VISAVIS_MEDIA_JANUS_API_SECRET",
        secrets.get("janus-api"),
        "VISAVIS_MEDIA_JANUS_ADMIN_KEY",
        secrets.get("janus-admin"));
  }

  private Map<String, String> relay() throws IOException {
    var secret = secrets.get("turn");
    return addresses.turnUrls().isEmpty()
        ? Map.of("VISAVIS_TURN_SECRET", secret)
        : Map.of(
            "VISAVIS_TURN_SECRET",
            secret,
            "VISAVIS_TURN_URLS",
            addresses.turnUrls(),
            // The TURN server may be stopped, crash, or never have started.
            "VISAVIS_TURN_CHECK_RELAYS",
            "true");
  }
}
