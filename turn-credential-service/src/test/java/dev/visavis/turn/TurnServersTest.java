package dev.visavis.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnServersTest {
  private static final int USERS = 10_000;

  private static Settings.Named server(String host, String region, int weight) {
    return new Settings.Named(List.of("turn:" + host), Optional.of(region), weight);
  }

  private static TurnServers servers(Map<String, TurnConfig.NamedServer> named) {
    return new TurnServers(Settings.servers(named));
  }

  private static List<String> names(TurnServers servers, String user, Optional<String> region) {
    return servers.nearest(user, region, server -> true).stream().map(TurnServer::name).toList();
  }

  /// Counts the users for whom each server is first.
  private static Map<String, Long> first(TurnServers servers) {
    return IntStream.range(0, USERS)
        .mapToObj(user -> names(servers, "user-" + user, Optional.empty()).getFirst())
        .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
  }

  private static String refusal(Settings settings) {
    String message =
        assertThrows(ConfigurationException.class, () -> new TurnServers(settings)).getMessage();
    return Objects.requireNonNull(message);
  }

  private static String refusal(Settings.Named server) {
    return refusal(Settings.servers(Map.of("spare", server)));
  }

  @Test
  void theServerOfTheUsersRegionIsFirstAndAnotherOneIsSecond() {
    TurnServers servers =
        servers(Map.of("frankfurt", server("f", "eu", 1), "ohio", server("o", "us", 9)));
    for (int user = 0; user < 100; user++) {
      String id = "user-" + user;
      assertEquals(List.of("frankfurt", "ohio"), names(servers, id, Optional.of("EU")));
      assertEquals(List.of("ohio", "frankfurt"), names(servers, id, Optional.of("us")));
    }
  }

  @Test
  void aUserGetsTwoServers() {
    TurnServers servers =
        servers(
            Map.of(
                "frankfurt", server("f", "eu", 1),
                "paris", server("p", "eu", 1),
                "ohio", server("o", "us", 9)));
    List<String> names = names(servers, "ada", Optional.of("eu"));
    assertEquals(List.of("frankfurt", "paris"), names.stream().sorted().toList());
  }

  /// The bounds are ten standard deviations away, so the test fails only for a wrong share.
  @Test
  void usersSpreadByWeight() {
    Map<String, Long> first =
        first(servers(Map.of("small", server("s", "eu", 1), "large", server("l", "eu", 3))));
    double share = (double) first.getOrDefault("large", 0L) / USERS;
    assertEquals(0.75, share, 0.045);
  }

  @Test
  void aUserKeepsTheirServersUnlessANewOneReplacesThem() {
    Map<String, TurnConfig.NamedServer> two =
        Map.of("one", server("1", "eu", 1), "two", server("2", "eu", 1));
    Map<String, TurnConfig.NamedServer> three =
        Map.of(
            "one",
            server("1", "eu", 1),
            "two",
            server("2", "eu", 1),
            "three",
            server("3", "eu", 1));
    for (int user = 0; user < 1000; user++) {
      String id = "user-" + user;
      String before = names(servers(two), id, Optional.empty()).getFirst();
      String after = names(servers(three), id, Optional.empty()).getFirst();
      assertTrue(after.equals(before) || after.equals("three"), id);
    }
  }

  @Test
  void noUserGetsAServerOfWeightZero() {
    TurnServers servers = servers(Map.of("old", server("o", "eu", 0), "new", server("n", "us", 1)));
    assertEquals(List.of("new"), names(servers, "ada", Optional.of("eu")));
  }

  @Test
  void theNextServerReplacesOneThatIsDown() {
    TurnServers servers =
        servers(
            Map.of(
                "frankfurt", server("f", "eu", 1),
                "paris", server("p", "eu", 1),
                "ohio", server("o", "us", 9)));
    List<String> names =
        servers.nearest("ada", Optional.of("eu"), server -> !server.name().equals("paris")).stream()
            .map(TurnServer::name)
            .toList();
    assertEquals(List.of("frankfurt", "ohio"), names);
  }

  @Test
  void withoutASettingThereIsNoServer() {
    assertEquals(List.of(), names(new TurnServers(Settings.noServer()), "ada", Optional.empty()));
  }

  @Test
  void theEnvironmentConfiguresServers() {
    TurnConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(TurnConfig.class)
            .withSources(
                new EnvConfigSource(
                    Map.of(
                        "VISAVIS_TURN_RELAYS_FRANKFURT_URLS", "turn:f:3478,turns:f:443",
                        "VISAVIS_TURN_RELAYS_FRANKFURT_REGION", "eu",
                        "VISAVIS_TURN_RELAYS_OHIO_URLS", "turn:o",
                        "VISAVIS_TURN_RELAYS_OHIO_WEIGHT", "3"),
                    300))
            .build()
            .getConfigMapping(TurnConfig.class);
    List<TurnServer> nearest =
        new TurnServers(config).nearest("ada", Optional.of("eu"), server -> true);
    assertEquals(
        List.of(
            new TurnServer(
                "frankfurt", Optional.of("eu"), 1, List.of("turn:f:3478", "turns:f:443")),
            new TurnServer("ohio", Optional.empty(), 3, List.of("turn:o"))),
        nearest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relay.example.org",
        "stun:relay.example.org",
        "turn:",
        "turn://relay.example.org",
        "turn:user@relay.example.org",
        "turn:relay.example.org:port",
        "turn:relay.example.org:65536",
        "turn:relay.example.org?transport=sctp",
        "turn:relay example.org",
      })
  void doesNotStartWithAnInvalidUrl(String url) {
    assertTrue(refusal(Settings.urls(List.of(url))).startsWith("VISAVIS_TURN_URLS"));
    assertTrue(
        refusal(new Settings.Named(List.of(url), Optional.empty(), 1))
            .startsWith("VISAVIS_TURN_RELAYS_SPARE_URLS"));
  }

  @Test
  void doesNotStartWithAValueOutOfRange() {
    List<String> nine = Collections.nCopies(9, "turn:relay");
    List<String> five = Collections.nCopies(5, "turn:relay");
    assertTrue(refusal(Settings.urls(List.of())).startsWith("VISAVIS_TURN_URLS must be"));
    assertTrue(refusal(Settings.urls(nine)).startsWith("VISAVIS_TURN_URLS must be"));
    assertTrue(
        refusal(new Settings.Named(five, Optional.empty(), 1))
            .startsWith("VISAVIS_TURN_RELAYS_SPARE_URLS must be"));
    assertTrue(refusal(server("r", "eu", -1)).startsWith("VISAVIS_TURN_RELAYS_SPARE_WEIGHT"));
    assertTrue(refusal(server("r", "eu", 1001)).startsWith("VISAVIS_TURN_RELAYS_SPARE_WEIGHT"));
    assertTrue(refusal(server("r", "e u", 1)).startsWith("VISAVIS_TURN_RELAYS_SPARE_REGION"));
    assertTrue(refusal(server("r", "eu", 0)).startsWith("At least one TURN server"));
  }
}
