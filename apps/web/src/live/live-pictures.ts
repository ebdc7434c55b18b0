import { maxBatchIds } from '@visage/contract/limits';
import type { PictureChange } from '@visage/contract/picture';
import { onSessionChange } from '../session/session-changes';
import { checkWhatArrives, hearOfPictures } from './held-pictures';
import { takeTurns } from './leadership';
import { createSharedStream, type SharedStream } from './shared-stream';
import { shownPeople, whenSomeoneIsShown } from './shown-people';

/** What the pages of this browser say to each other. */
type Message =
  | { says: 'shown'; page: string; ids: string[] }
  | { says: 'gone'; page: string }
  /** A page has taken the lead and asks who shows whom. */
  | { says: 'leading' }
  /** The leader has heard who is shown. */
  | { says: 'heard' }
  | { says: 'told'; changes: PictureChange[] };

const name = 'visage-live';
/** From someone coming into sight until it is said, in milliseconds: a screen brings many at once, and whoever scrolls, more all the time. */
const gatherFor = { calm: 150, atMost: 750 };
/** A leader that doesn't answer for so long, in milliseconds, is suspended: some systems do so without a word. */
const patience = 3000;

/**
 * Keeps every picture on this page as it is now. HTTP/1.1 gives a browser six connections to a server, so its pages share one
 * stream: whichever holds the lock has it, and passes on what it is told.
 */
export function startLivePictures(): void {
  checkWhatArrives();
  let leave: (() => void) | undefined = join();
  const stop = () => {
    leave?.();
    leave = undefined;
  };
  const start = () => {
    leave ??= join();
  };
  // A page that rests in the back/forward cache, or that the browser has frozen, must hold neither the lead nor a connection.
  addEventListener('pagehide', stop);
  addEventListener('pageshow', start);
  document.addEventListener('freeze', stop);
  document.addEventListener('resume', start);
}

function join(): () => void {
  const page = Math.random().toString(36).slice(2);
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  const { signal } = leaving;
  let stream: SharedStream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When someone came into sight of whom nothing is said yet. */
  let unsaidSince: number | undefined;
  let unheard: ReturnType<typeof setTimeout> | undefined;
  const say = (message: Message) => channel.postMessage(message);

  const sayWhoIsShown = () => {
    clearTimeout(timer);
    unsaidSince = undefined;
    const ids = shownPeople(maxBatchIds);
    if (stream) return stream.shown(page, ids);
    say({ says: 'shown', page, ids });
    if (document.visibilityState === 'visible') unheard ??= setTimeout(() => turn.seize(), patience);
  };
  const isHeard = () => {
    clearTimeout(unheard);
    unheard = undefined;
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.says === 'told') hearOfPictures(data.changes);
    else if (data.says === 'leading') sayWhoIsShown();
    else if (data.says === 'heard') isHeard();
    else if (data.says === 'gone') stream?.gone(data.page);
    else if (stream) {
      stream.shown(data.page, data.ids);
      say({ says: 'heard' });
    }
  };
  const turn = takeTurns(name, () => {
    isHeard();
    const own = createSharedStream((changes) => {
      say({ says: 'told', changes });
      hearOfPictures(changes);
    });
    stream = own;
    say({ says: 'leading' });
    sayWhoIsShown();
    return () => {
      own.stop();
      stream = undefined;
    };
  });

  const forget = whenSomeoneIsShown(() => {
    const now = performance.now();
    unsaidSince ??= now;
    clearTimeout(timer);
    timer = setTimeout(sayWhoIsShown, Math.min(gatherFor.calm, unsaidSince + gatherFor.atMost - now));
  });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') sayWhoIsShown();
    },
    { signal },
  );
  addEventListener('online', () => stream?.restart(), { signal });
  // The stream is told what the session may see that it was opened with.
  const ignoreSession = onSessionChange(() => stream?.restart());
  sayWhoIsShown();

  return () => {
    leaving.abort();
    clearTimeout(timer);
    isHeard();
    forget();
    ignoreSession();
    turn.stepDown();
    say({ says: 'gone', page });
    channel.close();
  };
}
