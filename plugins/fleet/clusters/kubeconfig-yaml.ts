import { LineCounter, parseDocument } from 'yaml';
import { fleetErrors } from '../errors.ts';

/**
 * The content of a kubeconfig file.
 * @throws FleetError KUBECONFIG_INVALID with file and line
 */
export function parseYaml(path: string, text: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw fleetErrors.kubeconfigInvalid(`${path}:${lineCounter.linePos(problem.pos[0]).line}`, problem.message);
  }
  return document.toJS();
}
