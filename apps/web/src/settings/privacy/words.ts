import type { Privacy } from './privacy-edit';

const fields: Record<keyof Privacy, string> = {
  visibility: 'Who can see my profile',
  lookupByEmail: 'Find my picture by my e-mail address',
};

export const words = {
  fields,
  found: {
    title: 'Found by address',
    on: 'A program that knows your address gets your picture for it, while your profile is for everyone and the address is verified. It never learns the address from us.',
    off: 'A program that asks for the picture of your address gets one that stands for nobody, as for any address we don’t know.',
    narrower: 'Programs that already have your picture may keep it; that can’t be called back.',
  },
  yes: 'On',
  no: 'Off',
};
