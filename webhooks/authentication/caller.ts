import { WebhookError } from '../errors/webhook-error.ts';

/** Who sent a review, and about which API groups it may ask; about all where it says nothing. */
export interface Caller {
  apiGroups?: readonly string[];
}

/** @throws WebhookError SCOPE_EXCEEDED where the caller may not ask about objects of this API group */
export function requireScope({ apiGroups }: Caller, apiGroup: string): void {
  if (apiGroups === undefined || apiGroups.includes('*') || apiGroups.includes(apiGroup)) return;
  throw new WebhookError('SCOPE_EXCEEDED', `this caller may not ask about objects of the API group "${apiGroup}"`);
}
