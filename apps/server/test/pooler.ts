/**
 * As a transaction pooler does, it hands on what Postgres says in answer to a query, notices too, and drops notices that come while
 * the client has asked for nothing: then the connection is no longer the client's. The numbers of processes that it tells are its own.
 */
export function openPooler(unix: string) {
  const listener = Bun.listen<{ up: Bun.Socket<undefined> | null; early: Uint8Array[]; asking: boolean }>({
    hostname: '127.0.0.1',
    port: 0,
    socket: {
      async open(client) {
        client.data = { up: null, early: [], asking: true };
        let rest = Buffer.alloc(0);
        const up = await Bun.connect({
          unix,
          socket: {
            data(_, chunk) {
              rest = Buffer.concat([rest, chunk]);
              while (rest.length >= 5 && rest.length >= 1 + rest.readUInt32BE(1)) {
                const message = rest.subarray(0, 1 + rest.readUInt32BE(1));
                rest = rest.subarray(message.length);
                const isNotice = message[0] === 0x41;
                // BackendKeyData.
                if (message[0] === 0x4b) message.writeUInt32BE(message.readUInt32BE(5) + 1_000_000, 5);
                if (client.data.asking || !isNotice) client.write(message);
                // ReadyForQuery: from here on the client is not linked.
                if (message[0] === 0x5a) client.data.asking = false;
              }
            },
            close: () => void client.end(),
          },
        });
        client.data.up = up;
        for (const chunk of client.data.early) up.write(chunk);
      },
      data(client, chunk) {
        client.data.asking = true;
        if (client.data.up) client.data.up.write(chunk);
        else client.data.early.push(Uint8Array.from(chunk));
      },
      close: (client) => void client.data.up?.end(),
    },
  });
  return { port: listener.port, stop: () => listener.stop(true) };
}
