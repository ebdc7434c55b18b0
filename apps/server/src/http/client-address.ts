import ipaddr from 'ipaddr.js';

/** Tells where requests come from. `peer`: the address at the other end of the connection. */
export interface ClientAddress {
  /** The address that limits count by. */
  of(peer: string | null, headers: Headers): string;
  /** Whether what `peer` says of a request it hands on is believed. */
  isTrustedProxy(peer: string | null): boolean;
}

/**
 * `trustedProxies`: addresses or CIDR ranges. `X-Forwarded-For` is believed only from them, read from the right, past
 * further trusted proxies: what stands left of that anyone may have written. An IPv6 client counts by its /64, since
 * it can pick any address within.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const ranges = trustedProxies.map(parseRange);
  const isTrusted = (address: string) => {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return ranges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
  };
  return {
    of(peer, headers) {
      let address = peer ?? 'unknown';
      const forwarded = headers.get('x-forwarded-for')?.split(',') ?? [];
      while (isTrusted(address)) {
        const before = forwarded.pop()?.trim();
        if (before === undefined || !ipaddr.isValid(before)) break;
        address = before;
      }
      return group(address);
    },
    isTrustedProxy: (peer) => peer !== null && isTrusted(peer),
  };
}

/** True for an address or CIDR range as `TRUSTED_PROXY` takes them. */
export function isAddressRange(text: string): boolean {
  return ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
}

function parseRange(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function group(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const network = new ipaddr.IPv6([...parsed.toByteArray().slice(0, 8), ...new Array<number>(8).fill(0)]);
  return `${network.toString()}/64`;
}
