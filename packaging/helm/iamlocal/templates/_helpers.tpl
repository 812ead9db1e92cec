{{- define "iamlocal.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* A release that is called as the chart is not called so twice. */}}
{{- define "iamlocal.fullname" -}}
{{- $name := include "iamlocal.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "iamlocal.selector" -}}
app.kubernetes.io/name: {{ include "iamlocal.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "iamlocal.labels" -}}
{{ include "iamlocal.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "iamlocal.seeds" -}}
{{- .Values.seedsConfigMap | default (printf "%s-seeds" (include "iamlocal.fullname" . | trunc 57 | trimSuffix "-")) }}
{{- end }}

{{- define "iamlocal.claim" -}}
{{- .Values.persistence.claim | default (include "iamlocal.fullname" .) }}
{{- end }}

{{- define "iamlocal.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- $program := ternary "-postgres" "" (ne .Values.database.secret "") }}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default (print .Chart.AppVersion $program)) }}
{{- end }}
{{- end }}

{{- define "iamlocal.replicas" -}}
{{- if and (gt (int .Values.replicas) 1) (not .Values.database.secret) }}
{{- fail "replicas: more than one needs database.secret; a database file belongs to one server at a time" }}
{{- end }}
{{- if and .Values.persistence.enabled .Values.database.secret }}
{{- fail "persistence and database: one of the two has what is stored" }}
{{- end }}
{{- int .Values.replicas }}
{{- end }}

{{- define "iamlocal.scheme" -}}
{{- if or .Values.tls.secret (eq (toString (dig "tls" "" .Values.settings)) "self-signed") }}HTTPS{{ else }}HTTP{{ end }}
{{- end }}

{{- /* Lists are parted by commas. Some versions read a number, such as that of an account, as a fraction, and YAML takes
an off without quotes for false. */}}
{{- define "iamlocal.setting" -}}
{{- if kindIs "slice" . }}{{ join "," . }}{{ else if kindIs "bool" . }}{{ ternary "on" "off" . }}{{ else if kindIs "float64" . }}{{ int64 . }}{{ else }}{{ . }}{{ end }}
{{- end }}
