import { isDayOrTime } from './rfc3339.ts';
import { isWebAddress } from './web-address.ts';

/** The formats that schemas name. A date-time is written by an API server, which has checked it. */
export const formats = { 'date-time': true, 'day-or-time': isDayOrTime, 'web-address': isWebAddress } as const;
