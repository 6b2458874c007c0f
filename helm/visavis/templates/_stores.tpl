{{/* The connection to Kafka. Takes a component, because with Strimzi each component has its own login. */}}
{{- define "visavis.kafka" -}}
{{- $kafka := .root.Values.kafka }}
{{- if $kafka.strimzi.enabled }}
{{- $cluster := include "visavis.fullname" .root }}
bootstrapServers: {{ $cluster }}-kafka-bootstrap:9093
securityProtocol: SASL_SSL
mechanism: SCRAM-SHA-512
jaasSecret: {name: {{ include "visavis.name" . }}, key: sasl.jaas.config}
caSecret: {name: {{ $cluster }}-cluster-ca-cert, key: ca.crt}
{{- else }}
bootstrapServers: {{ required "kafka.bootstrapServers: name the brokers, or set kafka.strimzi.enabled" $kafka.bootstrapServers | quote }}
securityProtocol: {{ $kafka.securityProtocol }}
{{- if hasPrefix "SASL_" $kafka.securityProtocol }}
mechanism: {{ $kafka.sasl.mechanism }}
jaasSecret:
  name: {{ required "kafka.sasl.jaasSecret.name: name the Secret with sasl.jaas.config" $kafka.sasl.jaasSecret.name }}
  key: {{ $kafka.sasl.jaasSecret.key }}
{{- end }}
{{- if and $kafka.caSecret.name (hasSuffix "SSL" $kafka.securityProtocol) }}
caSecret: {{ $kafka.caSecret | toJson }}
{{- end }}
{{- end }}
{{- end }}

{{- define "visavis.redisUrl" -}}
{{- required "redis.url: say where Redis is" .Values.redis.url }}
{{- end }}

{{- define "visavis.postgresqlName" -}}
{{ include "visavis.fullname" . }}-postgresql
{{- end }}

{{- define "visavis.postgresqlAddress" -}}
{{- $postgresql := .Values.postgresql }}
{{- if $postgresql.cloudNativePg.enabled -}}
{{ include "visavis.postgresqlName" . }}-rw:5432
{{- else -}}
{{ required "postgresql.host: say where PostgreSQL is, or set postgresql.cloudNativePg.enabled" $postgresql.host }}:{{ $postgresql.port }}
{{- end }}
{{- end }}

{{/* The Secret with the username and password of the owner of a component's database. */}}
{{- define "visavis.postgresqlSecret" -}}
{{- $owner := trimPrefix "visavis_" (include "visavis.component" . | fromYaml).database }}
{{- required (printf "postgresql.secrets.%s: name the Secret with username and password" $owner) (get .root.Values.postgresql.secrets $owner) }}
{{- end }}

{{/* The APIs of the media servers, separated by commas; empty if there are none. */}}
{{- define "visavis.janusUrls" -}}
{{- $urls := .Values.media.janusUrls }}
{{- if .Values.janus.enabled }}
{{- $janus := include "visavis.name" (dict "root" . "key" "janus") }}
{{- range $ordinal := until (int .Values.janus.replicas) }}
{{- $urls = append $urls (printf "ws://%s-%d.%s:%v" $janus $ordinal $janus $.Values.janus.apiPort) }}
{{- end }}
{{- end }}
{{- join "," $urls }}
{{- end }}

{{/* The secrets that media-service shares with the media servers. */}}
{{- define "visavis.janusSecrets" -}}
{{- $secret := .root.Values.media.secret }}
{{- $name := required "media.secret.name: name the Secret that is shared with the media servers" $secret.name }}
- name: {{ .prefix }}API_SECRET
  valueFrom: {secretKeyRef: {name: {{ $name }}, key: {{ $secret.apiSecretKey }}}}
- name: {{ .prefix }}ADMIN_KEY
  valueFrom: {secretKeyRef: {name: {{ $name }}, key: {{ $secret.adminKeyKey }}}}
{{- end }}
