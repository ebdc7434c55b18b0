import { createConnection, type Socket } from 'node:net';
import type { Fault } from '../fault';

const count = 150;

export const slowClients: Fault = {
  name: 'slow-clients',
  does: `${count} clients that send a byte of an upload every 0.2 s, and ${count} that ask for pictures and read none, for 5 s`,
  holds: 'Nobody else is refused or waits for them.',
  refuses: [],
  async run({ visage }, { guest, stillRoutes }) {
    const { hostname, port } = new URL(visage.base);
    const sockets: Socket[] = [];
    const open = (text: string) => {
      const socket = createConnection(Number(port), hostname);
      socket.on('error', () => socket.destroy());
      socket.write(text);
      sockets.push(socket);
      return socket;
    };
    const senders = Array.from({ length: count }, () =>
      open(
        `POST /trpc/picture.upload HTTP/1.1\r\nHost: ${hostname}\r\nOrigin: ${visage.origin}\r\nCookie: ${guest.cookie}\r\nContent-Type: application/json\r\nContent-Length: 9000000\r\n\r\n{`,
      ),
    );
    for (let asked = 0; asked < count; asked += 1)
      open(`GET ${stillRoutes[asked]} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`.repeat(20)).pause();
    for (const end = performance.now() + 5000; performance.now() < end; ) {
      for (const socket of senders) if (!socket.destroyed) socket.write(' ');
      await Bun.sleep(200);
    }
    if (senders.every(({ destroyed }) => destroyed)) throw new Error('nobody was let to be slow');
    for (const socket of sockets) socket.destroy();
  },
};
