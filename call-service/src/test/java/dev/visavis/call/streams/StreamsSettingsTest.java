package dev.visavis.call.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/// Connects to a broker that requires authentication and encryption.
class StreamsSettingsTest {
  @Test
  void everyClientUsesTheBrokersSecuritySettings() {
    Map<String, Object> broker =
        Map.of(
            "bootstrap.servers",
            "kafka.example:9093",
            CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
            "SASL_SSL",
            SaslConfigs.SASL_MECHANISM,
            "SCRAM-SHA-512");
    CallServiceConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withDefaultValues(
                Map.of(
                    "visavis.call.ring-timeout", "30s",
                    "visavis.call.resume-window", "30s",
                    "visavis.call.unreachable-grace", "5s",
                    "visavis.call.page-closed-grace", "5s"))
            .withMapping(CallServiceConfig.class)
            .build()
            .getConfigMapping(CallServiceConfig.class);
    Properties properties = new Properties();
    properties.putAll(StreamsSettings.of(broker, config));
    StreamsConfig streams = new StreamsConfig(properties);
    for (Map<String, Object> client :
        List.of(
            streams.getMainConsumerConfigs("group", "client", 0),
            streams.getRestoreConsumerConfigs("client"),
            streams.getProducerConfigs("client"),
            streams.getAdminConfigs("client"))) {
      assertEquals("SASL_SSL", client.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
      assertEquals("SCRAM-SHA-512", client.get(SaslConfigs.SASL_MECHANISM));
    }
  }
}
