import { isRecord } from '../objects/is-record.ts';

/**
 * Reasons of an API server for the refusal of a request
 * (k8s.io/apimachinery/pkg/apis/meta/v1/types.go, StatusReason).
 */
const statusReasons = [
  'Unauthorized',
  'Forbidden',
  'NotFound',
  'AlreadyExists',
  'Conflict',
  'Gone',
  'Invalid',
  'ServerTimeout',
  'StoreReadError',
  'Timeout',
  'TooManyRequests',
  'BadRequest',
  'MethodNotAllowed',
  'NotAcceptable',
  'RequestEntityTooLarge',
  'UnsupportedMediaType',
  'InternalError',
  'Expired',
  'ServiceUnavailable',
] as const;
export type StatusReason = (typeof statusReasons)[number];

/**
 * Reasons for an HTTP status. A gateway or an extension API server may answer without a Status
 * object.
 */
const reasonOfHttpStatus: Readonly<Partial<Record<number, StatusReason>>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  409: 'Conflict',
  410: 'Expired',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  429: 'TooManyRequests',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/**
 * Returns the reason of an answer other than success: the reason in its Status object, otherwise
 * the reason for its HTTP status.
 * @param status HTTP status from 400 up
 */
export function statusReason(status: number, body: string): StatusReason {
  const { reason } = statusOf(body);
  return (
    statusReasons.find(known => known === reason) ??
    reasonOfHttpStatus[status] ??
    (status >= 500 ? 'InternalError' : 'BadRequest')
  );
}

/** Returns the message of a Status object; '' for another body. */
export function statusMessage(body: string): string {
  const { message } = statusOf(body);
  return typeof message === 'string' ? message : '';
}

function statusOf(body: string): Record<string, unknown> {
  try {
    const status: unknown = JSON.parse(body);
    return isRecord(status) ? status : {};
  } catch {
    return {};
  }
}
