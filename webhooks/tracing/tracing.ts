import {
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
} from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import { actionsOfRules } from '../review/rules-in-findings.ts';
import type { Reviewed } from '../review/reviewed.ts';
import type { AnsweredRequest, Trace } from './trace.ts';

/**
 * Sends traces of reviews by OTLP over HTTP. The exporter reads the endpoint from the environment.
 */
export interface Tracing {
  trace: Trace;
  /** Sends the traces that are left, then stops. */
  end: () => Promise<void>;
}

/** Options of the traces. */
export interface TracingOptions {
  /** Name of the cluster. */
  cluster: string;
  /** Ratio of traced reviews from 0 to 1, where kube-apiserver sends no decision of its own. */
  ratio: number;
  /** Gets the error when traces cannot be sent. */
  onProblem: (problem: string) => void;
}

/**
 * Starts traces. This module is imported only where traces are wanted: OpenTelemetry takes longer
 * to load than all other code of the webhook.
 */
export function startTracing({ cluster, ratio, onProblem }: TracingOptions): Tracing {
  const quiet = (): void => undefined;
  diag.setLogger(
    {
      error: problem => {
        onProblem(`traces: ${problem}`);
      },
      warn: quiet,
      info: quiet,
      debug: quiet,
      verbose: quiet,
    },
    DiagLogLevel.ERROR,
  );
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'kubectl-fleet-webhook', 'k8s.cluster.name': cluster }))
      .merge(detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] })),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const tracer = provider.getTracer('kubectl-fleet');

  const traceRequest = ({ route, headers, began, lasted, status, reviewed }: AnsweredRequest): void => {
    const parent = contextOf(headers['traceparent']);
    const attributes = {
      'http.request.method': 'POST',
      'http.route': route,
      'http.response.status_code': status,
      ...(reviewed && attributesOf(reviewed)),
    };
    const span = tracer.startSpan(`POST ${route}`, { kind: SpanKind.SERVER, startTime: began, attributes }, parent);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    let start = 0;
    for (const [part, end] of Object.entries(reviewed?.ended ?? {})) {
      tracer.startSpan(part, { startTime: began + start }, trace.setSpan(parent, span)).end(began + end);
      start = end;
    }
    span.end(began + lasted);
  };
  return { trace: traceRequest, end: () => provider.shutdown() };
}

/**
 * Returns the context of the trace that kube-apiserver sends where its own tracing is on. It says
 * to which trace the review belongs and whether that is recorded.
 */
function contextOf(traceparent: string | string[] | undefined): Context {
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
  return parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true });
}

/** Returns the attributes of a review, with no content of the object. */
function attributesOf({ review, outcome, findings }: Reviewed): Attributes {
  const { group, version, kind } = review.kind;
  return {
    'admission.uid': review.uid,
    'admission.operation': review.operation,
    'admission.kind': [group, version, kind].filter(Boolean).join('/'),
    'admission.dry_run': review.dryRun ?? false,
    'admission.decision': outcome,
    'admission.rules': actionsOfRules(findings),
  };
}
