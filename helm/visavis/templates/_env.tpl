{{/* A component's environment. docs/configuration.md describes each variable. */}}
{{- define "visavis.env" -}}
{{- $facts := include "visavis.component" . | fromYaml }}
- {name: JAVA_TOOL_OPTIONS, value: "-XX:MaxRAMPercentage=65 -XX:+ExitOnOutOfMemoryError"}
- {name: QUARKUS_HTTP_HOST, value: 0.0.0.0}
- {name: QUARKUS_MANAGEMENT_HOST, value: 0.0.0.0}
{{- with .root.Values.tracing.endpoint }}
- {name: QUARKUS_OTEL_SDK_DISABLED, value: "false"}
- {name: QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ . | quote }}}
{{- end }}
{{- if has "kafka" $facts.uses }}
{{- include "visavis.env.kafka" . }}
{{- end }}
{{- if has "redis" $facts.uses }}
{{- include "visavis.env.redis" .root }}
{{- end }}
{{- if has "postgresql" $facts.uses }}
{{- include "visavis.env.postgresql" . }}
{{- end }}
{{- if or (has "tokens" $facts.uses) (has "accounts" $facts.uses) }}
{{- include "visavis.env.tokens" .root }}
{{- end }}
{{- if eq .key "signalingGateway" }}
{{- include "visavis.env.gateway" .root }}
{{- else if eq .key "callService" }}
{{- include "visavis.env.call" .root }}
{{- else if eq .key "accountService" }}
{{- include "visavis.env.account" .root }}
{{- else if eq .key "webhookService" }}
{{- include "visavis.env.webhook" .root }}
{{- else if eq .key "mediaService" }}
{{- include "visavis.env.media" .root }}
{{- else if eq .key "turnCredentialService" }}
{{- include "visavis.env.turn" .root }}
{{- end }}
{{- range $name, $value := (get .root.Values .key).extraEnv }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}

{{- define "visavis.env.kafka" }}
{{- $kafka := include "visavis.kafka" . | fromYaml }}
- {name: KAFKA_BOOTSTRAP_SERVERS, value: {{ $kafka.bootstrapServers | quote }}}
- {name: KAFKA_SECURITY_PROTOCOL, value: {{ $kafka.securityProtocol }}}
{{- with $kafka.jaasSecret }}
- {name: KAFKA_SASL_MECHANISM, value: {{ $kafka.mechanism }}}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom: {secretKeyRef: {{ . | toJson }}}
{{- end }}
{{- if $kafka.caSecret }}
- {name: KAFKA_SSL_TRUSTSTORE_TYPE, value: PEM}
- {name: KAFKA_SSL_TRUSTSTORE_LOCATION, value: /etc/visavis/kafka/ca.crt}
{{- end }}
{{- end }}

{{- define "visavis.env.redis" }}
- {name: QUARKUS_REDIS_HOSTS, value: {{ include "visavis.redisUrl" . | quote }}}
{{- if .Values.redis.passwordSecret.name }}
- name: QUARKUS_REDIS_PASSWORD
  valueFrom: {secretKeyRef: {{ .Values.redis.passwordSecret | toJson }}}
{{- end }}
{{- if hasPrefix "rediss:" (include "visavis.redisUrl" .) }}
- {name: QUARKUS_REDIS_TLS_CONFIGURATION_NAME, value: redis}
- {name: QUARKUS_TLS_REDIS_HOSTNAME_VERIFICATION_ALGORITHM, value: HTTPS}
{{- if .Values.redis.caSecret.name }}
- {name: QUARKUS_TLS_REDIS_TRUST_STORE_PEM_CERTS, value: /etc/visavis/redis/ca.crt}
{{- end }}
{{- end }}
{{- end }}

{{- define "visavis.env.postgresql" }}
{{- $ca := "/etc/visavis/postgresql/ca.crt" }}
{{- $tls := .root.Values.postgresql.caSecret.name }}
{{- $secret := include "visavis.postgresqlSecret" . }}
{{- $url := printf "postgresql://%s/%s" (include "visavis.postgresqlAddress" .root) (include "visavis.component" . | fromYaml).database }}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: username}}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: password}}
- {name: QUARKUS_DATASOURCE_JDBC_URL, value: {{ printf "jdbc:%s%s" $url (ternary (printf "?sslmode=verify-full&sslrootcert=%s" $ca) "" (ne $tls "")) | quote }}}
{{- if not (include "visavis.component" . | fromYaml).jdbcOnly }}
- {name: QUARKUS_DATASOURCE_REACTIVE_URL, value: {{ printf "%s%s" $url (ternary "?sslmode=verify-full" "" (ne $tls "")) | quote }}}
{{- if $tls }}
- {name: QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM, value: HTTPS}
- {name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM, value: "true"}
- {name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS, value: {{ $ca }}}
{{- end }}
{{- end }}
{{- end }}

{{- define "visavis.env.tokens" }}
- {name: VISAVIS_ISSUER, value: {{ .Values.identity.issuer | quote }}}
- {name: VISAVIS_JWKS_URL, value: {{ .Values.identity.jwksUrl | default (printf "%s/.well-known/jwks.json" (include "visavis.accountUrl" .)) | quote }}}
{{- end }}

{{- define "visavis.env.gateway" }}
{{- $drain := .Values.signalingGateway.drain }}
{{- if gt (int $drain.overSeconds) (int $drain.deadlineSeconds) }}
{{- fail "signalingGateway.drain.overSeconds: must not be longer than deadlineSeconds" }}
{{- end }}
# The pod's ordinal is its inbox partition, which no other running pod has.
- name: VISAVIS_GATEWAY_INBOX_PARTITION
  valueFrom: {fieldRef: {fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']"}}
- {name: VISAVIS_ACCOUNT_URL, value: {{ include "visavis.accountUrl" . | quote }}}
- {name: VISAVIS_RESUME_WINDOW, value: {{ .Values.calls.resumeWindow | quote }}}
- {name: VISAVIS_GATEWAY_DRAIN_OVER, value: {{ $drain.overSeconds }}s}
- {name: VISAVIS_GATEWAY_DRAIN_DEADLINE, value: {{ $drain.deadlineSeconds }}s}
{{- $origins := .Values.edge.allowedOrigins }}
{{- with .Values.edge.host }}
{{- $origins = prepend $origins (printf "https://%s" .) }}
{{- end }}
{{- with $origins }}
- {name: VISAVIS_ALLOWED_ORIGINS, value: {{ join "," . | quote }}}
{{- end }}
{{- end }}

{{- define "visavis.env.media" }}
{{- $media := .Values.mediaService }}
{{- $gateway := .Values.signalingGateway }}
{{- $gateways := int $gateway.replicas }}
{{- if ne .Values.autoscaling.mode "none" }}
{{- $gateways = int $gateway.autoscaling.max }}
{{- end }}
{{- if gt $gateways (int $media.firstInbox) }}
{{- fail "mediaService.firstInbox: must not be below the largest number of gateways" }}
{{- end }}
{{- if gt (add $media.firstInbox $media.replicas) 16 }}
{{- fail "mediaService.replicas: visavis.gateway.inbox has 16 partitions, and mediaService.firstInbox is the first one of media-service" }}
{{- end }}
# The pod's ordinal is its inbox partition, which no other running pod has.
- name: VISAVIS_MEDIA_INBOX_PARTITION
  valueFrom: {fieldRef: {fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']"}}
- {name: VISAVIS_MEDIA_JANUS_URLS, value: {{ include "visavis.janusUrls" . | quote }}}
- {name: VISAVIS_MEDIA_DRAIN_TIMEOUT, value: {{ $media.drain.deadlineSeconds }}s}
{{ include "visavis.janusSecrets" (dict "root" . "prefix" "VISAVIS_MEDIA_JANUS_") }}
{{- end }}

{{- define "visavis.env.call" }}
- {name: VISAVIS_RING_TIMEOUT, value: {{ .Values.calls.ringTimeout | quote }}}
- {name: VISAVIS_RESUME_WINDOW, value: {{ .Values.calls.resumeWindow | quote }}}
- {name: VISAVIS_CALL_STANDBY_REPLICAS, value: {{ .Values.callService.standbyReplicas | quote }}}
- {name: VISAVIS_CALL_REPLICATION_FACTOR, value: {{ .Values.kafka.replicationFactor | quote }}}
{{- end }}

{{- define "visavis.env.account" }}
{{- with .Values.edge.trustedProxies }}
- {name: VISAVIS_ACCOUNT_TRUSTED_PROXIES, value: {{ join "," . | quote }}}
{{- else }}
{{- if or $.Values.edge.ingress.enabled $.Values.edge.gatewayApi.enabled }}
{{- fail "edge.trustedProxies: name the networks of the ingress controller or gateway" }}
{{- end }}
{{- end }}
{{- if and .Values.probe.enabled .Values.probe.passwordSecret.name }}
- name: VISAVIS_ACCOUNT_SYSTEM_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ .Values.probe.passwordSecret.name }}, key: {{ .Values.probe.passwordSecret.key }}}
{{- end }}
{{- end }}

{{- define "visavis.env.webhook" }}
{{- with .Values.webhookService.operators }}
- {name: VISAVIS_WEBHOOKS_OPERATORS, value: {{ join "," . | quote }}}
{{- end }}
{{- end }}

{{- define "visavis.env.turn" }}
{{- $turn := .Values.turn }}
- {name: VISAVIS_TURN_URLS, value: {{ required "turn.urls: list the TURN servers at the addresses that browsers use" (join "," $turn.urls) | quote }}}
- {name: VISAVIS_TURN_TTL, value: {{ $turn.ttl | quote }}}
- name: VISAVIS_TURN_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ required "turn.secret.name: name the Secret that is shared with the TURN servers" $turn.secret.name }}
      key: {{ $turn.secret.key }}
{{- end }}
