import { print } from './measure';
import { benchUploads } from './uploads';
import { startVisageProcess } from './visage-process';

/** `bun run bench`: each row of SPEC section 8 that stands so far, as a ratio against its reference in the same run. */
await using visage = await startVisageProcess();
print(await benchUploads(visage));
