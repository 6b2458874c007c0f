{{/* Every template below takes a component: dict "root" $ "key" its key in values and facts. */}}

{{- define "visavis.fullname" -}}
{{- $release := .Release.Name }}
{{- ternary $release (printf "%s-%s" $release .Chart.Name) (contains .Chart.Name $release) | trunc 36 | trimSuffix "-" }}
{{- end }}

{{/* The components of this release: without media servers there is no media-service. */}}
{{- define "visavis.components" -}}
{{- $facts := .Files.Get "files/components.yaml" | fromYaml }}
{{- if not (include "visavis.janusUrls" .) }}
{{- $facts = omit $facts "mediaService" }}
{{- end }}
{{- toYaml $facts }}
{{- end }}

{{- define "visavis.component" -}}
{{- $facts := .root.Files.Get "files/components.yaml" | fromYaml }}
{{- get $facts .key | toYaml }}
{{- end }}

{{- define "visavis.name" -}}
{{ include "visavis.fullname" .root }}-{{ kebabcase .key }}
{{- end }}

{{- define "visavis.releaseSelector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "visavis.selector" -}}
{{ include "visavis.releaseSelector" .root }}
app.kubernetes.io/component: {{ kebabcase .key }}
{{- end }}

{{- define "visavis.releaseLabels" -}}
{{ include "visavis.releaseSelector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "visavis.labels" -}}
{{ include "visavis.releaseLabels" .root }}
app.kubernetes.io/component: {{ kebabcase .key }}
{{- end }}

{{- define "visavis.image" -}}
{{- $image := .root.Values.image }}
{{- $repository := (get .root.Values .key).image.repository }}
{{- with $image.registry }}{{ trimSuffix "/" . }}/{{ end }}{{ $repository }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{/* The address of this release's account-service. */}}
{{- define "visavis.accountUrl" -}}
{{- $account := dict "root" . "key" "accountService" }}
{{- printf "http://%s:%v" (include "visavis.name" $account) (include "visavis.component" $account | fromYaml).port }}
{{- end }}
