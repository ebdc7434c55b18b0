import type { JSX } from 'solid-js';
import type { ProfilePictureAttributes } from './profile-picture-attributes';
import './element';

/** The element as Solid's JSX knows it. */
export type ProfilePictureProps = ProfilePictureAttributes & JSX.HTMLAttributes<HTMLElement>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'profile-picture': ProfilePictureProps;
    }
  }
}
