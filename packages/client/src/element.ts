import { baseOf, setBase } from './element/base';
import { drawHint } from './element/hint';
import { whileInSight } from './element/in-sight';
import { liveAt } from './element/live';
import { type Facts, lookUp } from './element/look-up';
import { sourcesOf } from './element/sources';
import { adoptStyle } from './element/style';
import type { ProfilePictureAttributes } from './profile-picture-attributes';

export { setBase };

/** Where pages are made on a server there is nothing to extend, and importing this must do no harm. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;
const usualSize = 64;
const attributes: string[] = [
  'user',
  'size',
  'base',
  'alt',
  'live',
  'thumbhash',
] satisfies (keyof ProfilePictureAttributes)[];

/**
 * `<profile-picture user="@ada" size="48">`: someone's picture, or their initials. An `<img>` inside, as a server has written it,
 * stays and is made better; without one, one is made. `live` keeps it as it is now.
 */
export class ProfilePicture extends Base {
  static readonly observedAttributes = attributes;

  #image: HTMLImageElement | undefined;
  /** The page's own words and address, for as long as they are for this person. */
  #given: { alt: string | null; src: string | null; srcset: string | null } | undefined;
  #hint: HTMLCanvasElement | undefined;
  #facts: Facts | null | undefined;
  /** What is shown: undefined for an address without a version. */
  #version: string | null | undefined;
  /** What the address that is shown was made from; empty: none yet. */
  #shown = '';
  /** Since when an address without a version may show something else than this document remembers. */
  #fresh: number | undefined;
  #of = '';
  /** Counts what is asked of the API, of which only the last answer is heard; and whether that is still to come. */
  #asked = 0;
  #isAsking = false;
  #isPlanned = false;
  #stops: (() => void)[] = [];

  connectedCallback(): void {
    if (!this.shadowRoot) this.#makeRoot();
    this.#plan();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  attributeChangedCallback(): void {
    this.#plan();
  }

  #makeRoot(): void {
    const root = this.attachShadow({ mode: 'open' });
    adoptStyle(root);
    const hint = document.createElement('canvas');
    hint.setAttribute('part', 'hint');
    const slot = document.createElement('slot');
    // While a page is being read, what stands inside comes after the element itself.
    slot.addEventListener('slotchange', () => this.#plan());
    root.append(hint, slot);
    this.#hint = hint;
  }

  /** Once, for all that is changed in one go. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      if (this.isConnected) this.#update();
    });
  }

  #update(): void {
    const user = this.getAttribute('user') ?? '';
    const of = `${baseOf(this)} ${user}`;
    const isOther = of !== this.#of;
    if (isOther) this.#forget(this.#of !== '');
    this.#of = of;
    const image = this.#ownImage();
    const size = this.#size(image);
    if (image.width !== size) image.width = size;
    if (image.height !== size) image.height = size;
    this.#describe();
    this.#drawHint(this.getAttribute('thumbhash'));
    if (user === '') return;
    const isLive = this.hasAttribute('live');
    if (this.#given?.src && !this.#shown) this.#enhance(this.#given.src, image);
    else if (this.#shown || !isLive) this.#show(this.#version);
    if (this.#facts === undefined && !this.#isAsking && (isLive || this.#words() === null)) this.#learn();
    if (!isLive) this.#stop();
    else if (this.#stops.length === 0) this.#follow();
  }

  #forget(isReplaced: boolean): void {
    this.#stop();
    this.#facts = undefined;
    this.#version = undefined;
    this.#shown = '';
    this.#fresh = undefined;
    this.#asked += 1;
    this.#isAsking = false;
    if (isReplaced) this.#given = undefined;
  }

  #ownImage(): HTMLImageElement {
    const inside = [...this.querySelectorAll('img')];
    const written = inside.find((each) => each !== this.#image);
    if (this.#image && inside.includes(this.#image)) {
      if (!written || this.#given) return this.#image;
      this.#image.remove();
    }
    const image = written ?? document.createElement('img');
    this.#given = written && {
      alt: written.getAttribute('alt'),
      src: written.getAttribute('src'),
      srcset: written.getAttribute('srcset'),
    };
    image.addEventListener('load', () => this.#hint?.toggleAttribute('hidden', true));
    if (image.complete && image.naturalWidth > 0) this.#hint?.toggleAttribute('hidden', true);
    this.#image = image;
    this.#shown = '';
    if (!written) {
      image.decoding = 'async';
      image.alt = '';
      this.append(image);
    }
    return image;
  }

  #size(image: HTMLImageElement): number {
    const asked = Number(this.getAttribute('size') ?? image.getAttribute('width') ?? usualSize);
    return asked >= 1 && asked <= 2048 ? Math.round(asked) : usualSize;
  }

  /** A picture that the page came with is the right one; it may only be too coarse for this screen. */
  #enhance(src: string, image: HTMLImageElement): void {
    this.#version = new URL(src, document.baseURI).searchParams.get('v') ?? undefined;
    const { key, srcset } = this.#sources(image);
    this.#shown = key;
    if (!this.#given?.srcset) image.srcset = srcset;
  }

  #sources(image: HTMLImageElement) {
    const [base, user, size] = [baseOf(this), this.getAttribute('user') ?? '', this.#size(image)];
    const [version, fresh] = [this.#version, this.#fresh];
    const key = [base, user, size, version, fresh].join(' ');
    return { key, ...sourcesOf({ base, user, size, version, fresh }) };
  }

  #show(version: string | null | undefined): void {
    const image = this.#image;
    if (!image) return;
    // The browser goes on showing the old one until it has the new.
    this.#version = version;
    const { key, src, srcset } = this.#sources(image);
    if (key === this.#shown) return;
    this.#shown = key;
    image.srcset = srcset;
    image.src = src;
  }

  #learn(): void {
    this.#asked += 1;
    this.#isAsking = true;
    const asked = this.#asked;
    const isLast = () => {
      if (asked !== this.#asked) return false;
      this.#isAsking = false;
      return true;
    };
    lookUp(baseOf(this), this.getAttribute('user') ?? '').then(
      (facts) => {
        if (!isLast()) return;
        this.#facts = facts;
        this.#describe();
        this.#drawHint(facts?.picture?.thumbhash ?? null);
        if (!this.hasAttribute('live')) return;
        // The stream knows better, once it has told.
        if (this.#version === undefined) this.#show(facts?.picture?.version ?? null);
        // Whoever is named by anything but their id can be followed only now.
        if (this.isConnected && this.#stops.length === 0) this.#follow();
      },
      () => {
        // Not even the API answers, but a cache may still have the picture.
        if (isLast() && !this.#shown) this.#show(undefined);
      },
    );
  }

  /** The words that the page has chosen; null where it has none. */
  #words(): string | null {
    return this.getAttribute('alt') ?? this.#given?.alt ?? null;
  }

  #describe(): void {
    const facts = this.#facts;
    const text = this.#words() ?? (facts ? facts.picture?.altText || facts.displayName : '');
    if (this.#image && this.#image.alt !== text) this.#image.alt = text;
  }

  #drawHint(thumbhash: string | null): void {
    if (thumbhash && this.#hint && !this.#hint.hidden) drawHint(this.#hint, thumbhash);
  }

  #follow(): void {
    const user = this.getAttribute('user') ?? '';
    const id = /^(@|ext:)/.test(user) ? this.#facts?.id : user;
    if (!id) return;
    const live = liveAt(baseOf(this));
    let leave: (() => void) | undefined;
    const stopLooking = whileInSight(this, (isInSight) => {
      leave?.();
      leave = isInSight ? live.watch(id, (version) => this.#hear(version)) : undefined;
    });
    this.#stops.push(stopLooking, () => leave?.());
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #hear(version: string | null): void {
    if (this.#shown && this.#version === version) return;
    if (this.#shown) this.#fresh = Date.now();
    this.#show(version);
    // Other words may belong to it.
    if (this.#facts !== undefined && (this.#facts?.picture?.version ?? null) !== version) this.#learn();
  }
}

// Libraries that write properties where there are some, as React and Solid do, find them; each is its attribute.
for (const name of attributes) {
  Object.defineProperty(ProfilePicture.prototype, name, {
    get(this: Element) {
      return this.getAttribute(name);
    },
    set(this: Element, value: unknown) {
      if (value === undefined || value === null || value === false) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? '' : String(value));
    },
  });
}

if (globalThis.customElements && !customElements.get('profile-picture')) {
  customElements.define('profile-picture', ProfilePicture);
}

declare global {
  interface HTMLElementTagNameMap {
    'profile-picture': ProfilePicture;
  }
}
