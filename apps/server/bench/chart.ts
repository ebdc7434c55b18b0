import { bound, type Row, ratioOf } from './measure';

/** All in pixels. */
const width = 760;
const margin = 24;
const headHeight = 78;
const groupHeight = 66;
const barHeight = 14;
/** Beside the longest bar, for its figure. */
const figureWidth = 84;

const style = `
  .paper { fill: #ffffff } .text { fill: #1f2328 } .quiet { fill: #59636e } .ours { fill: #0a7d5a } .other { fill: #818b98 }
  text { font: 13px system-ui, sans-serif } .title { font-size: 17px; font-weight: 600 } .name { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .text { fill: #e6edf3 } .quiet { fill: #9198a1 } .ours { fill: #3fb68b } .other { fill: #6e7681 }
  }`;

/** Requests a second as bars in pairs, ours and the reference's, on one scale; as an SVG that follows light and dark. */
export function drawChart(rows: readonly Row[]): string {
  const drawn = rows.flatMap(({ perSecond, ...row }) => (perSecond ? [{ ...row, perSecond }] : []));
  const most = Math.max(1, ...drawn.flatMap(({ perSecond }) => [perSecond.ours, perSecond.reference]));
  const height = headHeight + drawn.length * groupHeight + margin / 2;
  const groups = drawn.map((row, index) => drawGroup(row, headHeight + index * groupHeight, most));
  const described = drawn.map(
    ({ name, reference, perSecond }) =>
      `${name}: Visage ${whole(perSecond.ours)}, ${reference} ${whole(perSecond.reference)}.`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">Requests a second, Visage beside what it is held against</title>
<desc id="description">${escapeXml(described.join(' '))}</desc>
<style>${style}
</style>
<rect class="paper" width="${width}" height="${height}" rx="8"/>
<text class="text title" x="${margin}" y="34">Requests a second</text>
${legend()}
${groups.join('\n')}
</svg>
`;
}

function legend(): string {
  const y = 48;
  const entry = (kind: string, x: number, label: string) =>
    `<rect class="${kind}" x="${x}" y="${y}" width="12" height="12" rx="2"/><text class="quiet" x="${x + 18}" y="${y + 11}">${label}</text>`;
  return entry('ours', margin, 'Visage') + entry('other', margin + 84, 'what it is held against, in the same run');
}

function drawGroup(row: Row & Required<Pick<Row, 'perSecond'>>, top: number, most: number): string {
  const { name, reference, perSecond } = row;
  const end = width - margin;
  const ratio = `${ratioOf({ ...row, spread: undefined })} × (promised ${bound(row)})`;
  return `<text class="text" x="${margin}" y="${top + 14}"><tspan class="name">${escapeXml(name)}</tspan><tspan class="quiet" dx="6">against ${escapeXml(reference)}</tspan></text>
<text class="text" x="${end}" y="${top + 14}" text-anchor="end">${ratio}</text>
${drawBar('ours', perSecond.ours, top + 22, most)}
${drawBar('other', perSecond.reference, top + 22 + barHeight + 2, most)}`;
}

function drawBar(kind: string, value: number, top: number, most: number): string {
  const length = Math.max(1, ((width - 2 * margin - figureWidth) * value) / most);
  const figure = `<text class="quiet" x="${(margin + length + 6).toFixed(1)}" y="${top + 12}">${whole(value)}</text>`;
  return `<rect class="${kind}" x="${margin}" y="${top}" width="${length.toFixed(1)}" height="${barHeight}" rx="2"/>${figure}`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
