/** In pixels. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a file says of itself before any pixel is decoded. */
export interface Header {
  /** Pixels, before orientation; of an animation, one frame. */
  readonly width: number;
  readonly height: number;
  /** The part of the picture that has pixels, where it is not all of it: the first frame of a GIF may be smaller than its screen. */
  readonly covered?: Rectangle;
  /**
   * The file cut down to what its first picture needs: whole, or refused. What is not needed (later frames, compressed
   * text, what follows the image) never reaches the decoder, and cannot cost it anything.
   */
  firstPicture(): Uint8Array;
}
