{{/* Not empty where a caller has to prove who it is. */}}
{{- define "fleet-webhook.asksWho" -}}
{{- with .Values.callers -}}
{{- if or .clientCA.configMap .clientCA.secret .tokens.issuer -}}yes{{- end -}}
{{- end -}}
{{- end -}}

{{/* What is believed of a caller, as the process reads it. */}}
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

{{/* Where an API server calls the webhook, without the path. */}}
{{- define "fleet-webhook.address" -}}
{{- if .Values.webhooks.url -}}
{{- trimSuffix "/" .Values.webhooks.url -}}
{{- else -}}
{{- printf "https://%s.%s.svc:%v" (include "fleet-webhook.fullname" .) .Release.Namespace .Values.service.port -}}
{{- end -}}
{{- end -}}
