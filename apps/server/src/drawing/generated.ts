import { Avatar, Style } from '@dicebear/core';
import critters from '@dicebear/styles/critters.json' with { type: 'json' };
import identicon from '@dicebear/styles/identicon.json' with { type: 'json' };
import moods from '@dicebear/styles/moods.json' with { type: 'json' };
import pixelArt from '@dicebear/styles/pixel-art.json' with { type: 'json' };
import voxelBot from '@dicebear/styles/voxel-bot.json' with { type: 'json' };

/**
 * DiceBear's styles for the names of Gravatar's, all of them CC0 (docs/decisions/0021). Two have no ground of their own, and get
 * one: what is transparent would be lost on a page of its colour.
 */
const painters = {
  identicon: painter(identicon, { backgroundColor: ['#f0f1f4'] }),
  monsterid: painter(critters),
  wavatar: painter(moods),
  retro: painter(pixelArt, { backgroundColor: ['#b6e3f4', '#c0aede', '#d1d4f9', '#ffd5dc', '#ffdfbf'] }),
  robohash: painter(voxelBot),
};

/** Someone drawn from a seed, as an SVG document without text. The same seed gives the same drawing. */
export function drawGenerated(kind: keyof typeof painters, seed: string): string {
  return painters[kind](seed);
}

function painter(definition: unknown, options: { backgroundColor?: string[] } = {}): (seed: string) => string {
  // Read when it is first of use: most sites never need every style.
  let style: Style | undefined;
  return (seed) => {
    style ??= new Style(definition);
    return new Avatar(style, { seed, ...options }).toString();
  };
}
