import type { JSX } from 'solid-js';
import type { ProfilePictureAttributes } from './profile-picture-attributes';
import './element';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'profile-picture': ProfilePictureAttributes & HTMLAttributes<HTMLElement>;
    }
  }
}

/** The element as a component of Solid's JSX knows it. */
export type ProfilePictureProps = JSX.IntrinsicElements['profile-picture'];
