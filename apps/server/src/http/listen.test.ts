import { expect, setDefaultTimeout, test } from 'bun:test';
import { connect } from 'node:net';
import { type Listener, listen } from './listen';

setDefaultTimeout(30_000);

/** Answers who it is, after a moment. */
function start(port: number, name: string): Listener {
  const listener = listen('127.0.0.1', port, true);
  listener.answerWith(async () => {
    await Bun.sleep(2);
    return new Response(name);
  });
  return listener;
}

/** One connection, which sends a request after the other until it is told to close. Never tries a request again. */
async function converse(port: number, answered: (body: string) => void, goOn: () => boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let isAsking = true;
  let received = '';
  const socket = connect(port, '127.0.0.1', ask);
  function ask() {
    isAsking = true;
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  }
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    const [head = '', body = ''] = received.split('\r\n\r\n');
    if (body.length < Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 1)) return;
    received = '';
    isAsking = false;
    answered(body);
    if (/^connection: close/im.test(head) || !goOn()) socket.end();
    else ask();
  });
  socket.on('error', reject);
  socket.on('close', () => (isAsking ? reject(new Error('closed with a request unanswered')) : resolve()));
  return promise;
}

test('nobody is sent to one that shares a port before it can answer', async () => {
  const first = start(0, 'first');
  const second = listen('127.0.0.1', first.port, true);
  const ask = async () => (await fetch(`http://127.0.0.1:${first.port}`, { keepalive: false })).text();
  const askOften = async () => new Set(await Promise.all(Array.from({ length: 40 }, ask)));
  expect(await askOften()).toEqual(new Set(['first']));
  second.answerWith(() => new Response('second'));
  expect(await askOften()).toEqual(new Set(['first', 'second']));
  await Promise.all([first.stop(), second.stop()]);
});

test('one of two that share a port stops, and no request of clients with lasting connections fails', async () => {
  const leaving = start(0, 'leaving');
  const staying = start(leaving.port, 'staying');
  const answers: string[] = [];
  let isOver = false;
  const clients = Array.from({ length: 16 }, async () => {
    while (!isOver) {
      await converse(
        leaving.port,
        (body) => answers.push(body),
        () => !isOver,
      );
    }
  });
  try {
    while (new Set(answers).size < 2) await Bun.sleep(10);
    await leaving.stop();
    const before = answers.length;
    while (answers.length < before + 500) await Bun.sleep(10);
    expect(new Set(answers.slice(before + 32))).toEqual(new Set(['staying']));
  } finally {
    isOver = true;
    await Promise.all(clients);
    await staying.stop();
  }
});

test('a request that comes while the process is held up is answered, though it stops', async () => {
  const listener = start(0, 'heard');
  const answers: string[] = [];
  let stopped: Promise<void> | undefined;
  await converse(
    listener.port,
    (body) => answers.push(body),
    () => {
      stopped ??= listener.stop();
      // Once the next request is written.
      queueMicrotask(() => Bun.sleepSync(200));
      return true;
    },
  );
  await stopped;
  expect(answers).toEqual(['heard', 'heard']);
});

test('what runs is finished before it is over', async () => {
  const listener = listen('127.0.0.1', 0, false);
  let isOver = false;
  listener.answerWith(async () => {
    await Bun.sleep(500);
    return new Response(isOver ? 'too late' : 'in time');
  });
  const asked = fetch(`http://127.0.0.1:${listener.port}`);
  await Bun.sleep(50);
  const stopped = listener.stop().then(() => {
    isOver = true;
  });
  const answered = await asked;
  expect(await answered.text()).toBe('in time');
  await stopped;
  await expect(fetch(`http://127.0.0.1:${listener.port}`, { keepalive: false })).rejects.toThrow();
});
