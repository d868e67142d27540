import { WebhookError } from '../errors/webhook-error.ts';

/**
 * Returns the error for a review that is shed: OVERLOADED where the caller can ask again in time,
 * otherwise TOO_LATE.
 */
export function overloaded(allowsRetry: boolean): WebhookError {
  return allowsRetry
    ? new WebhookError('OVERLOADED', 'too much to do, ask again')
    : new WebhookError('TOO_LATE', 'too much to do, and no time left to ask again');
}
