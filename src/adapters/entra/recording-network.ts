import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import type { Transport } from '../transport/transport.ts';

/** What the token endpoint answered, or why it did not. msal keeps neither the status nor the whole error body. */
export interface Recording {
  reply?: { readonly status: number; readonly headers: Headers; readonly body: unknown };
  failure?: unknown;
}

/** msal's network over our transport, for one token request. */
export function recordingNetwork(
  transport: Transport,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): { readonly network: INetworkModule; readonly recording: Recording } {
  const recording: Recording = {};

  async function go<T>(method: 'GET' | 'POST', url: string, sent?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    try {
      const response = await transport.fetch(url, { method, headers: sent?.headers ?? {}, body: sent?.body, ...options });
      const body: unknown = await response.json().catch(() => undefined);
      recording.reply = { status: response.status, headers: response.headers, body };
      // msal reads it as the type it expects and checks the members it needs.
      return { status: response.status, headers: Object.fromEntries(response.headers), body: (body ?? {}) as T };
    } catch (error) {
      recording.failure = error;
      throw error;
    }
  }

  const network: INetworkModule = {
    sendGetRequestAsync: (url, sent) => go('GET', url, sent),
    sendPostRequestAsync: (url, sent) => go('POST', url, sent),
  };
  return { network, recording };
}
