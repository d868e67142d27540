import { systemReason } from './reason.ts';

/**
 * The error of an unusable kubeconfig or kuberc. The message is for the user and names the file.
 */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError';
  readonly code: 'KUBECONFIG_MISSING' | 'KUBECONFIG_UNREADABLE' | 'KUBECONFIG_INVALID' | 'KUBERC_INVALID';

  constructor(code: KubeconfigError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** All errors of a kubeconfig, each with its code and its description. */
export const kubeconfigErrors = {
  missing: (origin: string, paths: readonly string[]): KubeconfigError =>
    new KubeconfigError('KUBECONFIG_MISSING', `no kubeconfig: ${origin} names ${paths.join(', ')}, where nothing is`),
  unreadable: (path: string, cause: unknown): KubeconfigError =>
    new KubeconfigError('KUBECONFIG_UNREADABLE', `kubeconfig ${path} cannot be read: ${systemReason(cause)}`, {
      cause,
    }),
  invalid: (place: string, problem: string): KubeconfigError =>
    new KubeconfigError('KUBECONFIG_INVALID', `kubeconfig ${place}: ${problem}`),
  kubercInvalid: (path: string, problem: string): KubeconfigError =>
    new KubeconfigError('KUBERC_INVALID', `kuberc ${path}: ${problem}`),
};
