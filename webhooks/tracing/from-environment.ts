import type { Tracing, TracingOptions } from './tracing.ts';

/**
 * Starts traces where the environment variables of OpenTelemetry name an endpoint. Loads the code
 * of OpenTelemetry only then.
 * @returns undefined where no traces are wanted
 */
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
