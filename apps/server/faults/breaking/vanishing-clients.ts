import { createConnection } from 'node:net';
import type { Fault } from '../fault';

export const vanishingClients: Fault = {
  name: 'vanishing-clients',
  does: 'clients that go in the middle of an upload, or while a picture is sent to them, some hundred a second for 5 s',
  holds: 'Nobody else is refused, and nothing of half an upload is kept.',
  refuses: [],
  async run({ visage }, { guest, stillRoutes }) {
    const { hostname, port } = new URL(visage.base);
    const vanish = (text: string, after: number) =>
      new Promise<void>((gone) => {
        const socket = createConnection(Number(port), hostname, () => {
          socket.write(text);
          setTimeout(() => socket.resetAndDestroy(), after);
        });
        socket.on('error', () => {});
        socket.on('close', () => gone());
      });
    const headers = `Host: ${hostname}\r\nOrigin: ${visage.origin}\r\nCookie: ${guest.cookie}\r\n`;
    const half = `{"data":"${'A'.repeat(50_000)}`;
    const upload = `POST /trpc/picture.upload HTTP/1.1\r\n${headers}Content-Type: application/json\r\nContent-Length: 200000\r\n\r\n${half}`;
    let asked = 0;
    for (const end = performance.now() + 5000; performance.now() < end; ) {
      asked += 1;
      const picture = `GET ${stillRoutes[asked % stillRoutes.length]} HTTP/1.1\r\n${headers}\r\n`;
      await Promise.all([
        ...[0, 5, 30].map((after) => vanish(upload, after)),
        ...[0, 0, 1, 2].map((after) => vanish(picture, after)),
      ]);
    }
  },
};
