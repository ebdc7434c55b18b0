import { untilSent } from './until-sent';

/**
 * The response that `answer` makes. What it hands to `onceSent` is called when that has been sent, nobody waits for it any more, or it
 * could not be made; handed over when nothing is left to wait for, at once.
 */
export async function tellingOnceSent(
  answer: (onceSent: (done: () => void) => void) => Promise<Response>,
): Promise<Response> {
  const waiting: (() => void)[] = [];
  let isOver = false;
  const over = () => {
    isOver = true;
    for (const done of waiting.splice(0)) done();
  };
  try {
    const response = await answer((done) => {
      if (isOver) done();
      else waiting.push(done);
    });
    if (waiting.length > 0) return await untilSent(response, over);
    over();
    return response;
  } catch (error) {
    over();
    throw error;
  }
}
