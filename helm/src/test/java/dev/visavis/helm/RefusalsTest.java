package dev.visavis.helm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An invalid value is refused with an error that names it.
class RefusalsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          signalingGateway: {replicas: 17}                           | signalingGateway/replicas
          signalingGateway: {autoscaling: {max: 17}}                 | signalingGateway/autoscaling/max
          signalingGateway: {replicas: two}                          | signalingGateway/replicas
          callService: {autoscaling: {max: 9}}                       | callService/autoscaling/max
          presenceService: {resources: {limits: {cpu: lots}}}        | presenceService/resources/limits/cpu
          historyService: {extraEnv: {VISAVIS_X: 5}}                 | historyService/extraEnv/VISAVIS_X
          historyService: {extraEnv: {"lower case": "5"}}            | historyService/extraEnv
          callService: {replica: 2}                                  | replica
          redsi: {url: "redis://r:6379"}                             | redsi
          autoscaling: {mode: maybe}                                 | autoscaling/mode
          calls: {ringTimeout: "30"}                                 | calls/ringTimeout
          kafka: {bootstrapServers: kafka}                           | kafka/bootstrapServers
          kafka: {securityProtocol: SSH}                             | kafka/securityProtocol
          kafka: {replicationFactor: 0}                              | kafka/replicationFactor
          redis: {url: "redis://:secret@r:6379"}                     | redis/url
          edge: {host: "https://calls.example.org"}                  | edge/host
          edge: {trustedProxies: [everybody]}                        | edge/trustedProxies/0
          turn: {urls: ["relay.example.org"]}                        | turn/urls/0
          coturn: {relayPorts: {min: 80}}                            | coturn/relayPorts/min
          coturn: {deniedPeers: ["10.0.0.0/8"]}                      | coturn/deniedPeers/0
          postgresql: {password: secret}                             | password
          turn: {secret: {value: secret}}                            | value
          kafka: {bootstrapServers: ""}                              | kafka.bootstrapServers
          kafka: {sasl: {jaasSecret: {name: ""}}}                    | kafka.sasl.jaasSecret.name
          redis: {url: ""}                                           | redis.url
          postgresql: {host: ""}                                     | postgresql.host
          postgresql: {secrets: {account: ""}}                       | postgresql.secrets.account
          postgresql: {secrets: {history: ""}}                       | postgresql.secrets.history
          turn: {urls: []}                                           | turn.urls
          turn: {secret: {name: ""}}                                 | turn.secret.name
          probe: {passwordSecret: {name: ""}}                        | probe.passwordSecret.name
          edge: {trustedProxies: []}                                 | edge.trustedProxies
          edge: {host: ""}                                           | edge.host
          edge: {gatewayApi: {enabled: true}}                        | edge.gatewayApi.parentRefs
          autoscaling: {mode: keda}                                  | autoscaling.prometheusUrl
          coturn: {enabled: true, relayPorts: {min: 60000, max: 50000}} | coturn.relayPorts.min
          signalingGateway: {drain: {overSeconds: 31}}               | signalingGateway.drain.overSeconds
          signalingGateway: {autoscaling: {min: 5, max: 4}}          | signalingGateway.autoscaling.min
          media: {janusUrls: ["http://janus:8188"]}                  | media/janusUrls/0
          media: {secret: {name: ""}}                                | media.secret.name
          mediaService: {replicas: 5}                                | mediaService.replicas
          mediaService: {firstInbox: 1}                              | mediaService.firstInbox
          mediaService: {autoscaling: {max: 4}}                      | autoscaling
          janus: {rtpPorts: {min: 80}}                               | janus/rtpPorts/min
          janus: {enabled: true, rtpPorts: {min: 20000}}             | janus.rtpPorts.min
          janus: {enabled: true, rtpPorts: {max: 11000}}             | janus.rtpPorts.max
          janus: {enabled: true, publicAddresses: {node-1: nat}}     | janus/publicAddresses/node-1
          """)
  void theErrorNamesTheValue(String values, String name) {
    var refusal = assertThrows(IllegalStateException.class, () -> Chart.render("existing", values));
    assertTrue(String.valueOf(refusal.getMessage()).contains(name), refusal::getMessage);
  }
}
