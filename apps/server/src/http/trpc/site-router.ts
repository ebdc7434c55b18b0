import { siteSettings, siteSettingsInput } from '@visage/contract/site';
import { createRouter } from './base';
import { read } from './procedures';

export const siteRouter = createRouter({
  settings: read
    .meta({ summary: 'What the operator allows' })
    .input(siteSettingsInput)
    .output(siteSettings)
    .query(({ ctx }) => ctx.siteSettings),
});
