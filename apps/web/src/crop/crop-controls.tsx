import { IconButton } from '../ui/icon-button';
import { Slider } from '../ui/slider';
import { type Crop, mostStraightening } from './crop';
import { words } from './words';

const zoomStep = 1.25;
/** Numbers that came by way of matrices are never quite round. */
const nearly = 0.001;

/** Everything the stage can do, for those who would rather press than drag. */
export function CropControls(props: { crop: Crop }) {
  const { crop } = props;
  return (
    <div class="grid gap-2">
      <Slider
        label={words.zoom}
        min={1}
        max={crop.deepest}
        step={0.01}
        value={crop.zoom()}
        text={words.percent(crop.zoom())}
        onInput={crop.zoomTo}
        before={
          <IconButton
            icon="minus"
            label={words.zoomOut}
            disabled={crop.zoom() <= 1 + nearly}
            onClick={() => crop.zoomTo(crop.zoom() / zoomStep)}
          />
        }
        after={
          <IconButton
            icon="plus"
            label={words.zoomIn}
            disabled={crop.zoom() >= crop.deepest - nearly}
            onClick={() => crop.zoomTo(crop.zoom() * zoomStep)}
          />
        }
      />
      <Slider
        label={words.straighten}
        min={-mostStraightening}
        max={mostStraightening}
        step={1}
        value={crop.straightening()}
        text={words.degrees(crop.straightening())}
        onInput={crop.straighten}
        before={<IconButton icon="turnLeft" label={words.turnLeft} onClick={() => crop.turn(-1)} />}
        after={<IconButton icon="turnRight" label={words.turnRight} onClick={() => crop.turn(1)} />}
      />
    </div>
  );
}
