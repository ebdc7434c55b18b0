import { createEffect, createSignal, createUniqueId, onCleanup, onMount } from 'solid-js';
import type { Crop } from './crop';
import { createCropper } from './cropper';
import { words } from './words';

/** The share of the stage that the frame takes; around it one sees what is left out. */
const share = 0.88;
/** Of the frame's side, with one press of an arrow key; and with Shift. */
const steps = { small: 0.02, large: 0.1 };
const zoomStep = 1.1;

const radius = share * 50;
const edge = 50 - radius;
const circle = `M50 ${edge}a${radius} ${radius} 0 1 0 0 ${2 * radius}a${radius} ${radius} 0 1 0 0 ${-2 * radius}Z`;

interface CropStageProps {
  crop: Crop;
  url: string;
  onEnter(): void;
  ref(element: HTMLElement): void;
}

/** The picture under a round frame, moved by mouse, touch and keys. */
export function CropStage(props: CropStageProps) {
  const id = createUniqueId();
  const { crop } = props;
  const [said, setSaid] = createSignal('');
  const sayZoom = () => setSaid(words.zoomed(crop.zoom()));
  let stage: HTMLDivElement | undefined;

  const zoomBy = (factor: number) => {
    crop.zoomTo(crop.zoom() * factor);
    sayZoom();
  };
  const turn = (clockwise: 1 | -1) => {
    crop.turn(clockwise);
    setSaid(`${words.turned}. ${words.zoomed(crop.zoom())}.`);
  };
  const actions: Record<string, (step: number) => void> = {
    ArrowLeft: (step) => crop.move(-step, 0),
    ArrowRight: (step) => crop.move(step, 0),
    ArrowUp: (step) => crop.move(0, -step),
    ArrowDown: (step) => crop.move(0, step),
    '+': () => zoomBy(zoomStep),
    '=': () => zoomBy(zoomStep),
    '-': () => zoomBy(1 / zoomStep),
    r: () => turn(1),
    R: () => turn(-1),
    ']': () => turn(1),
    '[': () => turn(-1),
    '0': () => {
      crop.reset();
      setSaid(words.isReset);
    },
    Enter: () => props.onEnter(),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actions[event.key];
    // With Control or ⌘ a key is the browser's.
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action(event.shiftKey ? steps.large : steps.small);
  };

  onMount(() => {
    if (!stage) return;
    const element = stage;
    const cropper = createCropper({
      stage: element,
      url: props.url,
      picture: crop.picture,
      share,
      onFrame: crop.setFrame,
    });
    createEffect(() => cropper.show(crop.frame()));
    // Before the cropper's own, which counts events and not how far they go: a touchpad sends many small ones.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      event.stopPropagation();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      // Two fingers that spread on a touchpad come as a wheel with Control, in small numbers.
      const speed = event.ctrlKey ? 0.01 : 0.0015;
      cropper.zoomAt(Math.exp(-event.deltaY * lines * speed), event.clientX, event.clientY);
      sayZoom();
    };
    element.addEventListener('wheel', onWheel, { capture: true, passive: false });
    onCleanup(() => {
      element.removeEventListener('wheel', onWheel, { capture: true });
      cropper.destroy();
    });
  });

  return (
    <>
      <div
        ref={(element) => {
          stage = element;
          props.ref(element);
        }}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys that its description names.
        tabIndex={0}
        aria-label={words.stage}
        aria-describedby={`${id}-keys`}
        class="relative aspect-square w-full cursor-grab overflow-hidden rounded-card bg-sunken select-none active:cursor-grabbing"
        onKeyDown={onKeyDown}
      >
        <svg aria-hidden="true" viewBox="0 0 100 100" class="pointer-events-none absolute inset-0 size-full">
          <path d={`M0 0H100V100H0Z${circle}`} fill-rule="evenodd" class="fill-mask" />
          <path d={circle} fill="none" stroke-width="2" vector-effect="non-scaling-stroke" class="stroke-ring" />
        </svg>
      </div>
      <p id={`${id}-keys`} class="sr-only">
        {words.keys}
      </p>
      <p role="status" class="sr-only">
        {said()}
      </p>
    </>
  );
}
