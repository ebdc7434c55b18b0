import CropperCanvas from '@cropper/element-canvas';
import CropperImage from '@cropper/element-image';
import { type Frame, frameOf, keepInside, type Matrix, matrixOf, type Size, type Stage } from './frame';

CropperCanvas.$define();
CropperImage.$define();

interface CropperOptions {
  /** A square element, which the cropper fills. */
  stage: HTMLElement;
  url: string;
  picture: Size;
  /** The share of the stage's side that the frame takes. */
  share: number;
  /** Told what mouse, touch or pen ask for. Nothing moves until `show`. */
  onFrame(frame: Frame): void;
}

export interface Cropper {
  show(frame: Frame): void;
  /** `factor` above 1 is nearer; what is under the pointer stays there. */
  zoomAt(factor: number, clientX: number, clientY: number): void;
  destroy(): void;
}

/** cropperjs's stage with a frame that stands still and a picture that moves under it, never off it. */
export function createCropper({ stage, url, picture, share, onFrame }: CropperOptions): Cropper {
  const canvas = new CropperCanvas();
  // What it reads off the element under a pointer that goes down.
  canvas.setAttribute('action', 'move');
  // The stage around it says what it is.
  canvas.ariaHidden = 'true';
  canvas.className = 'size-full !min-w-0';
  const image = new CropperImage();
  image.className = 'pointer-events-none';
  image.translatable = true;
  // Two fingers zoom. Turning with them tilts nearly every picture a little that was only meant to be nearer.
  image.scalable = true;
  image.src = url;

  let shown: Frame | undefined;
  let isShowing = false;
  let isAsked = false;
  // Read where it changes: to ask for it at each move lays the page out twice.
  let box = stage.clientWidth;
  const size = (): Stage => ({ box, frame: box * share });
  const place = () => {
    if (!shown) return;
    isShowing = true;
    image.$setTransform(matrixOf(picture, shown, size()));
    isShowing = false;
  };
  image.addEventListener('transform', (event) => {
    if (isShowing) return;
    // The frame is changed first, and the picture placed where that says: one truth.
    event.preventDefault();
    // Nobody asked: the cropper would put a picture that has just loaded where it thinks best.
    if (!isAsked || !shown) return;
    const wanted = frameOf(picture, (event as CustomEvent<{ matrix: Matrix }>).detail.matrix, size());
    const kept = keepInside(picture, wanted);
    // Zooming further than there is must not slide the picture about.
    const isAtEnd = Math.abs(kept.side - shown.side) < 1e-6 && Math.abs(kept.side - wanted.side) > 1e-6;
    if (!isAtEnd) onFrame(kept);
  });
  // A gesture is an event on its way down to the picture and up again.
  const onGesture = ({ eventPhase }: Event) => {
    isAsked = eventPhase === Event.CAPTURING_PHASE;
  };
  stage.addEventListener('action', onGesture, true);
  stage.addEventListener('action', onGesture);
  const observer = new ResizeObserver(() => {
    box = stage.clientWidth;
    place();
  });
  observer.observe(stage);
  canvas.append(image);
  stage.prepend(canvas);

  return {
    show(frame) {
      shown = frame;
      place();
    },
    zoomAt(factor, clientX, clientY) {
      const { x, y } = image.getBoundingClientRect();
      isAsked = true;
      image.$zoom(factor >= 1 ? factor - 1 : 1 - 1 / factor, clientX - x, clientY - y);
      isAsked = false;
    },
    destroy() {
      observer.disconnect();
      stage.removeEventListener('action', onGesture, true);
      stage.removeEventListener('action', onGesture);
      canvas.remove();
    },
  };
}
