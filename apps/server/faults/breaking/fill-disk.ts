import { missingForDisk } from '../disk';
import type { Fault } from '../fault';

export const fillDisk: Fault = {
  name: 'fill-disk',
  does: 'not a byte left for 5 s on the disk that Postgres has its tables and its log on; then room again, and Postgres started if it ended',
  holds: 'A change that finds no room has not happened.',
  refuses: 'all',
  disk: 220,
  postgres: { min_wal_size: '32MB', max_wal_size: '48MB', wal_recycle: 'off', shared_buffers: '16MB' },
  missing: missingForDisk,
  async run({ disk, postgres }) {
    const end = performance.now() + 5000;
    while (performance.now() < end) {
      // Again and again: a checkpoint gives free what it no longer needs.
      disk?.fill();
      await Bun.sleep(20);
    }
    disk?.free();
    await postgres.revive();
  },
};
