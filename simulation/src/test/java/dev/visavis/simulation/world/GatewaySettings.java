package dev.visavis.simulation.world;

import dev.visavis.gateway.GatewayConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The settings of each gateway: production's defaults.
final class GatewaySettings {
  private static final int MAX_GATEWAYS = 3;
  private static final int ABOVE_DEFAULTS = 100;
  private static final String UNUSED = "http://unused.invalid";

  private static final List<GatewayConfig> ALL =
      IntStream.range(0, MAX_GATEWAYS).mapToObj(GatewaySettings::load).toList();

  private GatewaySettings() {}

  static GatewayConfig of(int gateway) {
    return ALL.get(gateway);
  }

  private static GatewayConfig load(int gateway) {
    Map<String, String> set =
        Map.of(
            "visavis.gateway.inbox-partition", Integer.toString(gateway),
            "visavis.jwks-url", UNUSED,
            "visavis.issuer", UNUSED,
            "visavis.account-url", UNUSED);
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(set, "simulation", ABOVE_DEFAULTS))
        .withMapping(GatewayConfig.class)
        .build()
        .getConfigMapping(GatewayConfig.class);
  }
}
