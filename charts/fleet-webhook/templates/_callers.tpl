{{/* Not empty when a caller must prove its identity. */}}
{{- define "fleet-webhook.asksWho" -}}
{{- with .Values.callers -}}
{{- if or .clientCA.configMap .clientCA.secret .tokens.issuer -}}yes{{- end -}}
{{- end -}}
{{- end -}}

{{/* Accepted proofs of a caller, in the format of the process. */}}
{{- define "fleet-webhook.callers" -}}
{{- with .Values.callers -}}
{{- if or .clientCA.configMap .clientCA.secret -}}
clientCA: callers.crt
{{- end }}
{{- with .names }}
names: {{ toJson . }}
{{- end }}
{{- with .tokens }}
{{- if .issuer }}
tokens:
  issuer: {{ quote .issuer }}
  audience: {{ .audience | default (include "fleet-webhook.address" $) | quote }}
{{- end }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* Address at which an API server calls the webhook, without the path. */}}
{{- define "fleet-webhook.address" -}}
{{- if .Values.webhooks.url -}}
{{- trimSuffix "/" .Values.webhooks.url -}}
{{- else -}}
{{- printf "https://%s.%s.svc:%v" (include "fleet-webhook.fullname" .) .Release.Namespace .Values.service.port -}}
{{- end -}}
{{- end -}}
