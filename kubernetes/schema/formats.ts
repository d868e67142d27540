import { isDayOrTime } from './rfc3339.ts';
import { isWebAddress } from './web-address.ts';

/**
 * The formats in schemas. A date-time is not checked: the API server that writes it has checked it.
 */
export const formats = { 'date-time': true, 'day-or-time': isDayOrTime, 'web-address': isWebAddress } as const;
