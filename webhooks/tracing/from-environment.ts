import type { Tracing, TracingOptions } from './tracing.ts';

/** Traces where the variables of OpenTelemetry say so. What makes them is not even loaded otherwise. */
export async function tracingFrom(
  environment: Readonly<Partial<Record<string, string>>>,
  options: Omit<TracingOptions, 'ratio'>,
): Promise<Tracing | undefined> {
  const endpoint =
    environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? environment['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '';
  if (endpoint === '' || environment['OTEL_SDK_DISABLED'] === 'true') return undefined;
  const { startTracing } = await import('./tracing.ts');
  return startTracing({ ...options, ratio: Number(environment['OTEL_TRACES_SAMPLER_ARG'] ?? 1) });
}
