import type { Load } from './load';
import type { Kind } from './outcome';
import type { Scene, Setting } from './scene';

/** Something that breaks, as often as one likes, while Visage is used. */
export interface Fault extends Setting {
  /** As typed: `bun run faults kill-postgres`. */
  name: string;
  /** What is done, for the page. */
  does: string;
  /** What must hold besides what always must, for the page. */
  holds: string;
  /** Whether it is one of those that `--short` takes. */
  short?: boolean;
  /**
   * Who may be refused (503 with Retry-After) while it lasts; whoever else is refused is a violation. Where there are some,
   * one at least must be: a fault that nobody feels proves nothing.
   */
  refuses: 'all' | readonly Kind[];
  /** Whether processes of Visage end by it, and are replaced; only from one that ends abruptly may there be no answer. */
  endsWorkers?: 'abruptly' | 'gently';
  /** Why it can't be done here; null when it can. */
  missing?(): string | null;
  /** Breaks it and mends it. What it leaves open is closed with the scene. */
  run(scene: Scene, load: Load): Promise<void>;
}
