import { Agent, type AgentConnectOpts } from 'agent-base';
import type { AgentOptions, ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { Endpoint, OpenTunnel } from './proxy-address.ts';
import { ClusterError, networkWords } from './reasons.ts';

/** What lies between here and a server. */
interface Way {
  proxy: URL;
  /** Ends the wait for the proxy. */
  signal: AbortSignal;
  /** Names the server and the proxy in errors. */
  address: string;
}

/**
 * An agent that reaches servers through a proxy. https-proxy-agent and socks-proxy-agent cannot be told to stop while a proxy is silent,
 * and the first passes on what the proxy refuses as if the server had refused it.
 */
class TunnelAgent extends Agent {
  readonly #open: (target: Endpoint) => Promise<Socket>;
  readonly #signal: AbortSignal;

  constructor(open: OpenTunnel, { proxy, signal, address }: Way, options: AgentOptions) {
    super(options);
    this.#signal = signal;
    this.#open = target =>
      open(proxy, target, signal).catch((error: unknown) => {
        const [code, words] = networkWords(error);
        throw new ClusterError(code, `proxy: ${words} (${address})`, { cause: error });
      });
  }

  override async connect(_request: ClientRequest, options: AgentConnectOpts): Promise<Socket> {
    // When a socket closes, the agent opens one for the next request, also after the end; net.connect() would do it in spite of the signal.
    this.#signal.throwIfAborted();
    const socket = await this.#open({ host: options.host ?? '', port: options.port });
    return options.secureEndpoint ? tls.connect({ ...options, socket }) : socket;
  }
}

/** An agent for the requests to one server. The kinds of proxies are loaded when they are met. */
export async function tunnelAgent(way: Way, options: AgentOptions): Promise<Agent> {
  const open = way.proxy.protocol.startsWith('socks')
    ? (await import('./socks-proxy.ts')).throughSocks
    : (await import('./http-proxy.ts')).throughHttp;
  return new TunnelAgent(open, way, options);
}
