const protocol3 = 196_608;

/**
 * Who opens a connection to PostgreSQL, as its first packet says (protocol 3, "StartupMessage": length, version, then
 * pairs of names and values, each ended by a zero). Null while the packet is not there in full; empty for another packet
 * (to cancel a query, or to ask for TLS) and where no name is given.
 */
export function applicationName(received: Buffer): string | null {
  if (received.length < 8 || received.length < received.readInt32BE(0)) return null;
  if (received.readInt32BE(4) !== protocol3) return '';
  const words = received.toString('utf8', 8, received.readInt32BE(0)).split('\0');
  const name = words.findIndex((word, at) => at % 2 === 0 && word === 'application_name');
  return name < 0 ? '' : (words[name + 1] ?? '');
}
