import { createConnection, createServer, type Socket } from 'node:net';
import { applicationName } from './startup-packet';
import { createValve, type Passage, type Valve } from './valve';

/** Which connections: those that change notices come on, all the others, or all. */
export type Which = 'notices' | 'queries' | 'all';

/** What the change notices' connections call themselves. */
const noticesName = 'visage notices';

/** The way from one Visage to its Postgres, which can be broken. */
export interface FaultyLine extends AsyncDisposable {
  port: number;
  /** From now on, for connections that are and those to come. What is said of all comes before what is said of some. */
  set(which: Which, passage: Passage): void;
  cut(which: Which): void;
  /** While it is down it has no connections and refuses new ones. */
  setDown(isDown: boolean): void;
  /** Nothing goes through those that are now any more, at most so many, while new ones are made as ever. */
  strand(which: Which, most?: number): void;
  /** How many connections there are now. */
  count(which: Which): number;
}

interface Connection {
  isNotices: boolean;
  isStranded: boolean;
  /** From 0 to 2: delayed queries overtake each other. */
  slowness: number;
  /** To the server, and to the client. */
  valves: [Valve, Valve];
  destroy(): void;
}

/** Listens on a free port of the loopback interface, and connects each to the Unix socket at `path`. */
export async function createFaultyLine(path: string): Promise<FaultyLine> {
  const connections = new Set<Connection>();
  let made = 0;
  let isDown = false;
  const passages: Record<Which, Passage> = { notices: 'open', queries: 'open', all: 'open' };
  const kindOf = ({ isNotices }: Connection) => (isNotices ? 'notices' : 'queries');
  const chosen = (which: Which) => [...connections].filter((each) => which === 'all' || which === kindOf(each));
  const passageOf = (each: Connection): Passage => {
    if (each.isStranded) return 'shut';
    const passage = passages.all === 'open' ? passages[kindOf(each)] : passages.all;
    return typeof passage === 'object' && !each.isNotices ? { delay: passage.delay * each.slowness } : passage;
  };

  /** Only answers are late: what they tell was true when it was asked for, and may not be when they come. */
  function apply(connection: Connection): void {
    const passage = passageOf(connection);
    const [toServer, toClient] = connection.valves;
    toServer.set(typeof passage === 'object' ? 'open' : passage);
    toClient.set(passage);
  }

  function connect(client: Socket): void {
    let received = Buffer.alloc(0);
    client.setNoDelay(true);
    client.on('error', () => client.destroy());
    if (isDown) return void client.destroy();
    client.on('data', function first(chunk: Buffer) {
      received = Buffer.concat([received, chunk]);
      const name = applicationName(received);
      if (name === null) return;
      client.off('data', first);
      join(client, received, name === noticesName);
    });
  }

  function join(client: Socket, first: Buffer, isNotices: boolean): void {
    made += 1;
    const server = createConnection(path);
    server.on('error', () => server.destroy());
    const toServer = createValve(
      (chunk) => server.write(chunk),
      () => server.end(),
    );
    const toClient = createValve(
      (chunk) => client.write(chunk),
      () => client.destroy(),
    );
    const connection: Connection = {
      isNotices,
      isStranded: false,
      // Steps of the golden ratio: any few in a row are spread well.
      slowness: ((made * 0.618) % 1) * 2,
      valves: [toServer, toClient],
      destroy() {
        connections.delete(connection);
        for (const valve of connection.valves) valve.close();
        client.destroy();
        server.destroy();
      },
    };
    connections.add(connection);
    apply(connection);
    toServer.push(first);
    client.on('data', (chunk: Buffer) => toServer.push(chunk));
    server.on('data', (chunk: Buffer) => toClient.push(chunk));
    client.on('close', () => toServer.end());
    // Only through the valve: whoever is behind a shut one doesn't hear of the end either.
    server.on('close', () => toClient.end());
    client.on('close', () => server.destroyed && connection.destroy());
    server.on('close', () => client.destroyed && connection.destroy());
  }

  const listener = createServer(connect);
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
  const address = listener.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    set(which, passage) {
      passages[which] = passage;
      for (const connection of connections) apply(connection);
    },
    cut: (which) => {
      for (const connection of chosen(which)) connection.destroy();
    },
    setDown(down) {
      isDown = down;
      if (down) for (const connection of connections) connection.destroy();
    },
    strand: (which, most) => {
      for (const connection of chosen(which).slice(0, most)) {
        connection.isStranded = true;
        apply(connection);
      }
    },
    count: (which) => chosen(which).length,
    async [Symbol.asyncDispose]() {
      for (const connection of connections) connection.destroy();
      await new Promise<void>((closed) => listener.close(() => closed()));
    },
  };
}
