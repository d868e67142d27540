import type { IncomingMessage } from 'node:http';
import { withoutLogin } from '../kubeconfig/without-login.ts';
import type { ApiRequest } from './api-server.ts';

/** The log of requests, by the levels of kubectl: 6 to 9. */
export interface RequestLog {
  level: number;
  /** Takes one line, without its end. */
  write: (line: string) => void;
}

/** The rest of the log of one request. */
export interface LoggedRequest {
  answered: (answer: IncomingMessage) => void;
  failed: (error: Error) => void;
}

type Headers = Readonly<Record<string, unknown>>;

/** Lowest levels of the parts (k8s.io/client-go/transport/round_trippers.go). */
const levels = { status: 6, requestHeaders: 7, responseHeaders: 8, curl: 9 };

/**
 * Logs a request and returns the log of its answer. Credentials are masked, and bodies are not
 * logged at any level: they may be Secrets.
 */
export function logRequest({ level, write }: RequestLog, address: string, request: ApiRequest): LoggedRequest {
  const start = performance.now();
  const { method = 'GET', headers } = request;
  const url = withoutLogin(address);
  const entry = (word: string, fields: readonly string[]) => {
    const time = new Date().toISOString().slice(11, 23);
    for (const line of `${time} "${word}" ${fields.join(' ')}`.split('\n')) write(line);
  };
  const target = [`verb="${method}"`, `url=${JSON.stringify(url)}`];
  // As in kubectl, the answer repeats the target where the request has not been logged by it.
  const repeated = level >= levels.curl || level < levels.requestHeaders ? target : [];
  const milliseconds = () => `milliseconds=${Math.round(performance.now() - start)}`;

  if (level >= levels.curl) entry('Request', [block('curlCommand', [curlCommand(method, headers, url)])]);
  else if (level >= levels.requestHeaders) entry('Request', [...target, block('headers', headerLines(headers))]);

  return {
    answered: ({ statusCode = 0, statusMessage = '', headers: answered }) => {
      if (level < levels.status) return;
      const status = `status=${JSON.stringify(`${statusCode} ${statusMessage}`.trim())}`;
      const shown = level >= levels.responseHeaders ? [block('headers', headerLines(answered))] : [];
      entry('Response', [...repeated, status, ...shown, milliseconds()]);
    },
    failed: ({ message }) => {
      if (level >= levels.status)
        entry('Response', [...repeated, 'status=""', `err=${JSON.stringify(message)}`, milliseconds()]);
    },
  };
}

/** Returns a value of several lines as klog writes it, with blanks in place of its tabs. */
function block(name: string, lines: readonly string[]): string {
  return [`${name}=<`, ...lines.map(line => `    ${line}`), ' >'].join('\n');
}

function curlCommand(method: string, headers: Headers, url: string): string {
  const given = headerLines(headers).map(line => `-H ${quoted(line)}`);
  return ['curl', '-v', `-X${method}`, ...given, `'${url}'`].join(' ');
}

/** Returns a header as kubectl quotes it, unless a shell would run a part of that. */
function quoted(line: string): string {
  return /[$`\\!]/.test(line) ? `'${line.replaceAll("'", "'\\''")}'` : JSON.stringify(line);
}

function headerLines(headers: Headers): string[] {
  return Object.entries(headers)
    .flatMap(([name, value]) => [value].flat().map(one => `${name}: ${masked(name.toLowerCase(), String(one))}`))
    .sort();
}

/** Headers whose whole value is a secret. */
const secretHeaders = ['proxy-authorization', 'cookie', 'set-cookie'];

/** Returns the value of a header without its secrets. A login page may have one in its query. */
function masked(name: string, value: string): string {
  if (name === 'location') return withoutLogin(value).replace(/\?.*$/s, '?<masked>');
  if (secretHeaders.includes(name)) return '<masked>';
  if (name !== 'authorization') return value;
  const [, scheme] = /^(bearer|basic|negotiate) /i.exec(value) ?? [];
  return scheme === undefined ? '<masked>' : `${scheme} <masked>`;
}
