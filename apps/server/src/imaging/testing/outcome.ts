import { Refusal, type RefusalCode } from '@visage/contract/errors';

/** 'accepted', or the code a file is refused with. Anything but a Refusal goes on being thrown. */
export async function outcomeOf(work: Promise<unknown>): Promise<RefusalCode | 'accepted'> {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
