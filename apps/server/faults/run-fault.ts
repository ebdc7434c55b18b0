import { Interrupted, untilInterrupted } from '../bench/interruption';
import { lookAround } from './aftermath';
import type { Fault } from './fault';
import { healedAt } from './figures';
import { judge, type Verdict } from './judge';
import { type Load, startLoad } from './load';
import { type Scene, startScene } from './scene';
import type { Story, Times } from './story';

/** How long all goes well before something is broken, and must go well again before all is looked at. In milliseconds. */
export interface Pace {
  before: number;
  calm: number;
}

/** While connections open and code warms up, nothing is measured. In milliseconds. */
const warmUp = 500;
/** How long it may take to become calm; the judge says when that is too long. */
const calmWithin = 20_000;
/** SPEC section 9.3: then every process shows what is. */
const everywhereWithin = 2100;
/** How long what is under way may take to end, in milliseconds: longer than anyone's patience. */
const letGo = 15_000;

/** Sets the scene, lets everyone use it, breaks it, mends it, waits until it has healed, and judges. Nothing is left behind. */
export async function runFault(fault: Fault, pace: Pace, logLevel: string): Promise<Verdict> {
  await using scene = await startScene(fault, logLevel);
  const load = await startLoad(scene);
  const first = scene.workers();
  const times: Times = { begun: Infinity, broken: Infinity, mended: Infinity, over: Infinity };
  let breakdown: string | null = null;
  const failed = Promise.race([load.failure, scene.visage.ended.then((how) => Promise.reject(new Error(how)))]);
  failed.catch(() => {});
  try {
    await untilInterrupted(Promise.race([live(fault, scene, load, { times, pace }), failed]));
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    breakdown = error instanceof Error ? error.message : String(error);
  }
  await Promise.race([load.stop(), Bun.sleep(letGo)]);
  times.over = performance.now();
  await Bun.sleep(everywhereWithin);
  const aftermath = await lookAround(scene, load).catch((error) => {
    breakdown ??= `nobody could look at what is left: ${error instanceof Error ? error.message : error}`;
    return { ledgers: [], lost: [], halfDone: [] };
  });
  const replaced = scene.workers().join() !== first.join();
  const { history } = load.diary;
  const outcomes = [...load.diary.outcomes, ...scene.outcomes];
  const story: Story = { times, outcomes, history, aftermath, deaths: scene.deaths, replaced, breakdown };
  return judge(story, fault);
}

async function live(
  fault: Fault,
  scene: Scene,
  load: Load,
  { times, pace }: { times: Times; pace: Pace },
): Promise<void> {
  await Bun.sleep(warmUp);
  times.begun = performance.now();
  await Bun.sleep(pace.before);
  times.broken = performance.now();
  try {
    await fault.run(scene, load);
  } finally {
    times.mended = performance.now();
  }
  const giveUp = times.mended + calmWithin;
  const isCalm = () => performance.now() - healedAt({ outcomes: load.diary.outcomes, times }) >= pace.calm;
  while (!isCalm() && performance.now() < giveUp) await Bun.sleep(100);
}
