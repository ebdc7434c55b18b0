import type { Fault } from '../fault';

export const readOnly: Fault = {
  name: 'read-only',
  does: 'Postgres takes no changes for 4 s (`default_transaction_read_only`), as the old primary after a failover',
  holds:
    'Pictures are shown as ever, in sizes never asked for before too. The API is refused: its limits are counted in the database.',
  short: true,
  refuses: ['upload', 'profile change', 'own profile', 'sign-in', 'sign-up'],
  async run({ postgres }) {
    const set = async (value: 'on' | 'off') => {
      await postgres.sql.unsafe(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
      await postgres.sql`SELECT pg_reload_conf()`;
    };
    await set('on');
    await Bun.sleep(4000);
    await set('off');
  },
};
