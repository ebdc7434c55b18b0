import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./apps/server/src/storage/auth-schema.ts', './apps/server/src/storage/schema.ts'],
  out: './drizzle',
});
