import { Refusal } from '@visage/contract/errors';
import { Counter, Gauge, Histogram, type MetricObjectWithValues, type MetricValue, Registry } from 'prom-client';
import { watchEventLoop } from './event-loop-lag';
import type { SentFromMemory } from './picture-sender';
import { avatarRoute, pictureRoute } from './route-name';

/** What one process has counted, as it goes from process to process. */
export type Counted = MetricObjectWithValues<MetricValue<string>>[];

/** What is read off only when somebody asks, so that counting it costs nothing meanwhile. */
export interface Gauges {
  /** Pictures sent from memory, by status. */
  sentFromMemory: Readonly<SentFromMemory>;
  /** Pictures asked for that memory could not answer at once: it could after all, or the database was asked. */
  lookUps: { readonly hits: number; readonly misses: number };
  /** Bytes that memory holds. */
  held(): { answers: number; pictures: number };
  capacity: number;
  pool(): { inUse: number; idle: number; waiting: number };
  /** Whether memory is trusted, or the database is asked each time. */
  isTrusted(): boolean;
}

export interface Metrics {
  requested(route: string, status: number, seconds: number): void;
  /** Counts how `work`, an upload or a rendition, ends: well, with the code of its refusal, or `failed`. */
  outcomeOf<Result>(kind: 'upload' | 'render', work: () => Promise<Result>): Promise<Result>;
  counted(): Promise<Counted>;
  /** Ends the watch over the event loop. */
  close(): void;
}

/** In seconds: a cold picture takes a few milliseconds, a rendition hundreds, an upload a second. */
const latencies = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** @param worker which of several processes this is; each has its own series then, so that one that is replaced starts its own anew */
export function createMetrics(gauges: Gauges, worker: number | null): Metrics {
  const registry = new Registry();
  if (worker !== null) registry.setDefaultLabels({ worker: String(worker) });
  const registers = [registry];

  const seen: Record<string, Record<string, number>> = { picture: {}, avatar: {} };
  const routes = { picture: pictureRoute, avatar: avatarRoute };
  const requests = new Counter({
    name: 'visage_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['route', 'status'],
    registers,
    // What memory answers is counted in plain numbers, and told here when somebody asks.
    collect() {
      for (const name of ['picture', 'avatar'] as const) {
        const before = seen[name] ?? {};
        for (const [status, count] of Object.entries(gauges.sentFromMemory[name])) {
          this.inc({ route: routes[name], status }, count - (before[status] ?? 0));
        }
        seen[name] = { ...gauges.sentFromMemory[name] };
      }
    },
  });
  const latency = new Histogram({
    name: 'visage_http_request_duration_seconds',
    help: 'Time until the headers of an answer were ready. Pictures sent from memory, which take microseconds, are not timed.',
    labelNames: ['route'],
    buckets: latencies,
    registers,
  });
  const uploads = new Counter({
    name: 'visage_uploads_total',
    help: 'Uploads that were judged, by outcome: done, the reason of a refusal, or failed.',
    labelNames: ['outcome'],
    registers,
  });
  const renders = new Counter({
    name: 'visage_renders_total',
    help: 'Renditions that were made, by outcome: done, the reason of a refusal, or failed.',
    labelNames: ['outcome'],
    registers,
  });
  const lag = new Histogram({
    name: 'visage_event_loop_lag_seconds',
    help: 'How late a timer comes, four times a second: so long requests wait too.',
    buckets: latencies,
    registers,
  });
  const close = watchEventLoop((seconds) => lag.observe(seconds));
  uploads.inc({ outcome: 'done' }, 0);
  renders.inc({ outcome: 'done' }, 0);
  readOff(registry, gauges);
  const outcomes = { upload: uploads, render: renders };

  return {
    requested(route, status, seconds) {
      requests.inc({ route, status });
      latency.observe({ route }, seconds);
    },
    async outcomeOf(kind, work) {
      try {
        const result = await work();
        outcomes[kind].inc({ outcome: 'done' });
        return result;
      } catch (error) {
        outcomes[kind].inc({ outcome: error instanceof Refusal ? error.code : 'failed' });
        throw error;
      }
    },
    counted: () => registry.getMetricsAsJSON() as Promise<Counted>,
    close,
  };
}

function readOff(registry: Registry, { sentFromMemory, lookUps, held, capacity, pool, isTrusted }: Gauges): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  const labelled = <Label extends string>(
    name: string,
    help: string,
    label: Label,
    read: () => Record<string, number>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        for (const [value, count] of Object.entries(read()))
          this.set({ [label]: value } as Record<Label, string>, count);
      },
    });
  const total = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });

  const sent = () =>
    Object.values(sentFromMemory)
      .flatMap((each) => Object.values(each))
      .reduce((sum, each) => sum + each, 0);
  total('visage_cache_hits_total', 'Pictures that memory answered.', () => sent() + lookUps.hits);
  total('visage_cache_misses_total', 'Pictures for which the database was asked.', () => lookUps.misses);
  labelled('visage_cache_bytes', 'What memory holds: answers without their bytes, and pictures.', 'of', held);
  gauge('visage_cache_capacity_bytes', 'What memory may hold (CACHE_BYTES).', () => capacity);
  gauge('visage_cache_trusted', '1 while memory may answer, 0 while the database is asked each time.', () =>
    isTrusted() ? 1 : 0,
  );
  labelled('visage_pool_connections', 'Connections to the database.', 'state', () => {
    const { inUse, idle } = pool();
    return { in_use: inUse, idle };
  });
  gauge('visage_pool_waiting', 'Queries that wait for a connection.', () => pool().waiting);
  gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss());
  gauge(
    'process_start_time_seconds',
    'When the process started, in Unix seconds.',
    () => performance.timeOrigin / 1000,
  );
  total('process_cpu_seconds_total', 'Time on processors.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000_000;
  });
}
