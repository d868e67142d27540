import { Agent, type AgentConnectOpts } from 'agent-base';
import type { AgentOptions, ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { Endpoint, OpenTunnel, Way } from './proxy-address.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { networkWords } from './network-error.ts';

/** The options of a connection to a server through a proxy. */
interface NamedWay extends Way {
  /** The server and the proxy in error messages. */
  address: string;
}

/**
 * An agent that connects to servers through a proxy. https-proxy-agent and socks-proxy-agent cannot
 * stop while a proxy is silent. https-proxy-agent also reports a refusal of the proxy as one of the
 * server.
 */
class TunnelAgent extends Agent {
  readonly #open: (target: Endpoint) => Promise<Socket>;
  readonly #signal: AbortSignal;

  constructor(open: OpenTunnel, way: NamedWay, options: AgentOptions) {
    super(options);
    this.#signal = way.signal;
    this.#open = target =>
      open(target, way).catch((error: unknown) => {
        const [code, words] = networkWords(error);
        throw new ClusterError(code, `proxy: ${words} (${way.address})`, { cause: error });
      });
  }

  override async connect(_request: ClientRequest, options: AgentConnectOpts): Promise<Socket> {
    // When a socket closes, the agent opens one for the next request, also after the end.
    // net.connect() would open it in spite of the signal.
    this.#signal.throwIfAborted();
    const socket = await this.#open({ host: options.host ?? '', port: options.port });
    return options.secureEndpoint ? tls.connect({ ...options, socket }) : socket;
  }
}

/**
 * Returns an agent for the requests to one server. Loads the module of a proxy's kind at its first
 * use.
 */
export async function tunnelAgent(way: NamedWay, options: AgentOptions): Promise<Agent> {
  const open = way.proxy.protocol.startsWith('socks')
    ? (await import('./socks-proxy.ts')).throughSocks
    : (await import('./http-proxy.ts')).throughHttp;
  return new TunnelAgent(open, way, options);
}
