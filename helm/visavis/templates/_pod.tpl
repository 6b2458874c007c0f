{{/* The pod of a component: the same restrictions, probes and shutdown for all. */}}
{{- define "visavis.pod" -}}
{{- $root := .root }}
{{- $facts := include "visavis.component" . | fromYaml }}
{{- $values := get $root.Values .key }}
{{- $health := ternary "management" "http" (hasKey $facts "management") }}
{{- $cas := dict }}
{{- if has "kafka" $facts.uses }}
{{- $cas = dict "kafka" ((include "visavis.kafka" . | fromYaml).caSecret | default dict) }}
{{- end }}
{{- range $store := list "redis" "postgresql" }}
{{- if has $store $facts.uses }}
{{- $_ := set $cas $store (get $root.Values $store).caSecret }}
{{- end }}
{{- end }}
metadata:
  labels:
    {{- include "visavis.labels" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "visavis.name" . }}
  {{- include "visavis.podWalls" $root | nindent 2 }}
  # The drain and the last commits end before it. A process that is still running is then killed; the log has its state.
  terminationGracePeriodSeconds: {{ include "visavis.graceSeconds" . }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: {{ $root.Values.topologySpread.whenUnsatisfiable }}
      labelSelector:
        matchLabels:
          {{- include "visavis.selector" $ | nindent 10 }}
    {{- end }}
  containers:
    - name: {{ kebabcase .key }}
      image: {{ include "visavis.image" . | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      {{- include "visavis.containerWalls" . | nindent 6 }}
      ports:
        - {name: http, containerPort: {{ $facts.port }}, protocol: TCP}
        {{- with $facts.management }}
        - {name: management, containerPort: {{ . }}, protocol: TCP}
        {{- end }}
      {{- if eq .key "webUi" }}
      {{- with $values.extraEnv }}
      env:
        {{- range $name, $value := . }}
        - {name: {{ $name }}, value: {{ $value | quote }}}
        {{- end }}
      {{- end }}
      {{- else }}
      env:
        {{- include "visavis.env" . | trim | nindent 8 }}
      {{- end }}
      # Two minutes for the start of a service that waits for its database.
      startupProbe:
        httpGet: {path: {{ $facts.health | default "/q/health/live" }}, port: {{ $health }}}
        periodSeconds: 2
        timeoutSeconds: 2
        failureThreshold: 60
      # Independent of other systems: their failure must not restart this pod.
      livenessProbe:
        httpGet: {path: {{ $facts.health | default "/q/health/live" }}, port: {{ $health }}}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 3
      readinessProbe:
        httpGet: {path: {{ $facts.health | default "/q/health/ready" }}, port: {{ $health }}}
        periodSeconds: 3
        timeoutSeconds: 3
        failureThreshold: 2
      {{- if $values.preStopSeconds }}
      lifecycle:
        preStop:
          sleep: {seconds: {{ $values.preStopSeconds }}}
      {{- end }}
      resources:
        {{- toYaml $values.resources | nindent 8 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        {{- range $store, $ca := $cas }}
        {{- if $ca.name }}
        - {name: {{ $store }}-ca, mountPath: /etc/visavis/{{ $store }}, readOnly: true}
        {{- end }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: 256Mi}
    {{- range $store, $ca := $cas }}
    {{- if $ca.name }}
    - name: {{ $store }}-ca
      secret: {secretName: {{ $ca.name }}, items: [{key: {{ $ca.key }}, path: ca.crt}]}
    {{- end }}
    {{- end }}
{{- end }}

{{- define "visavis.podWalls" -}}
automountServiceAccountToken: false
# Otherwise variables of other Services, such as KAFKA_PORT, would be read as settings.
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "visavis.containerWalls" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{/* The time for preStop, for stopping, and a margin. */}}
{{- define "visavis.graceSeconds" -}}
{{- $values := get .root.Values .key }}
{{- $work := 15 }}
{{- with $values.drain }}
{{- $work = add .deadlineSeconds 5 }}
{{- end }}
{{- add $values.preStopSeconds $work 10 }}
{{- end }}
