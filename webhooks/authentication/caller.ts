import { WebhookError } from '../errors/webhook-error.ts';

/** Authenticated sender of a review. */
export interface Caller {
  /** API groups whose objects it may send; all groups where it is absent. */
  apiGroups?: readonly string[];
}

/**
 * Checks an API group.
 * @throws WebhookError SCOPE_EXCEEDED where the caller may not send its objects
 */
export function requireScope({ apiGroups }: Caller, apiGroup: string): void {
  if (apiGroups === undefined || apiGroups.includes('*') || apiGroups.includes(apiGroup)) return;
  throw new WebhookError('SCOPE_EXCEEDED', `this caller may not ask about objects of the API group "${apiGroup}"`);
}
