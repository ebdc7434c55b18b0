import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ProfilePictureAttributes } from './profile-picture-attributes';
import './element';

/** The element as React's JSX knows it. */
export type ProfilePictureProps = ProfilePictureAttributes &
  DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'profile-picture': ProfilePictureProps;
    }
  }
}
