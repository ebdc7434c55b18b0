import { connect } from 'node:net';

/**
 * Sends bytes as they are to 127.0.0.1:`port` and answers all that comes back until the server closes: for what no client
 * library would send or show. Ask for `Connection: close`.
 */
export function rawHttp(port: number, request: string | Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('end', () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('latin1'));
    });
    socket.on('error', reject);
  });
}
