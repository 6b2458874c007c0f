package dev.visavis.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The options of the chart and their combinations.
final class Switches {
  private static final Map<String, String> KAFKA =
      Map.of(
          "kafka", "kafka: {securityProtocol: PLAINTEXT}",
          "kafka signed in", "kafka: {securityProtocol: SASL_SSL}",
          "strimzi", "kafka: {strimzi: {enabled: true}}");
  private static final Map<String, String> POSTGRESQL =
      Map.of(
          "postgresql", "postgresql: {cloudNativePg: {enabled: false}}",
          "cloudnativepg", "postgresql: {cloudNativePg: {enabled: true}}");
  private static final Map<String, String> SCALING =
      Map.of(
          "fixed", "autoscaling: {mode: none}",
          "hpa", "autoscaling: {mode: hpa}",
          "keda", "autoscaling: {mode: keda, prometheusUrl: 'http://prometheus:9090'}");
  private static final String EVERYTHING =
      """
      image: {registry: registry.example.org, tag: '1.2.3', pullSecrets: [pull]}
      monitoring: {enabled: true, labels: {release: prometheus}}
      tracing: {endpoint: 'http://collector:4317'}
      redis: {caSecret: {name: redis-ca}}
      postgresql: {caSecret: {name: postgresql-ca}}
      identity: {jwksUrl: 'https://id.example.org/keys', issuer: 'https://id.example.org'}
      coturn:
        enabled: true
        otherSecret: {name: other-turn}
        tls: {secretName: turn-tls}
        tolerations: [{key: relay, operator: Exists}]
        publicAddresses: {node-1: 203.0.113.7}
        allowedPeers: [192.168.7.0-192.168.7.255]
      janus:
        enabled: true
        tolerations: [{key: media, operator: Exists}]
        publicAddresses: {node-1: 203.0.113.8, node-2: 203.0.113.9}
      signalingGateway: {extraEnv: {VISAVIS_GATEWAY_HEARTBEAT: 20s}}
      webUi: {extraEnv: {PORT: '8080'}}
      """;

  /// Independent options: each ingress is combined with all of them and with none.
  private static final Map<String, String> REST =
      Map.of(
          "bare",
          """
          edge: {host: '', trustedProxies: [], ingress: {enabled: false}}
          networkPolicy: {enabled: false}
          probe: {enabled: false}
          redis: {passwordSecret: {name: ''}}
          media: {janusUrls: []}
          """,
          "ingress and everything",
          EVERYTHING,
          "gateway api and everything",
          EVERYTHING
              + """
              edge:
                ingress: {enabled: false}
                gatewayApi: {enabled: true, parentRefs: [{name: public}]}
              """);

  private Switches() {}

  /// @param name of the enabled options
  /// @param values each in YAML, added to the example `existing`
  record Combination(String name, List<String> values) {
    Combination and(Map.Entry<String, String> choice) {
      List<String> more = new ArrayList<>(values);
      more.add(choice.getValue());
      return new Combination((name + " " + choice.getKey()).strip(), List.copyOf(more));
    }

    String[] overlays() {
      return values.toArray(String[]::new);
    }
  }

  static List<Combination> combinations() {
    List<Combination> all = List.of(new Combination("", List.of()));
    for (Map<String, String> choices : List.of(KAFKA, POSTGRESQL, SCALING, REST)) {
      all = all.stream().flatMap(one -> choices.entrySet().stream().map(one::and)).toList();
    }
    return all;
  }
}
