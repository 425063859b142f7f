import type { Figures } from './figures.ts';

type Bar = { label: string; value: number; says: string; isOurs: boolean };
type Chart = { title: string; bars: readonly Bar[] };

const width = 560;
const margin = 16;
const labelWidth = 172;
const saysWidth = 84;
const barWidth = width - 2 * margin - labelWidth - saysWidth;
const titleHeight = 40;
const rowHeight = 28;
const barHeight = 16;
const gap = 14;

/** Draws the figures as bars, one chart below the other; it can be read in light and in dark, and on a phone. */
export const drawFigures = (figures: Figures): string => {
  const charts = chartsOf(figures);
  let top = margin;
  const drawn = charts.map((chart) => {
    const one = drawChart(chart, top);
    top += titleHeight + chart.bars.length * rowHeight + gap;
    return one;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" role="img">`,
    `<title>Figures of the bench</title>`,
    `<desc>${charts.map(told).join(' ')}</desc>`,
    style,
    `<rect class="paper" width="${width}" height="${top}" rx="8"/>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
};

const style = `<style>
text { font: 15px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 16px }
.paper { fill: #f6f8fa }
.ours { fill: #0969da }
.other { fill: #afb8c1 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .paper { fill: #161b22 }
  .ours { fill: #4493f8 }
  .other { fill: #656c76 }
}
</style>`;

const drawChart = ({ title, bars }: Chart, top: number): string => {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const rows = bars.map(({ label, value, says, isOurs }, index) => {
    const y = top + titleHeight + index * rowHeight;
    const length = Math.max(2, Math.round((value / most) * barWidth));
    const x = margin + labelWidth;
    return [
      `<text x="${margin}" y="${y}">${escaped(label)}</text>`,
      `<rect class="${isOurs ? 'ours' : 'other'}" x="${x}" y="${y - barHeight + 3}" width="${length}" height="${barHeight}" rx="2"/>`,
      `<text x="${x + length + 8}" y="${y}">${escaped(says)}</text>`,
    ].join('\n');
  });
  return [`<text class="title" x="${margin}" y="${top + 12}">${escaped(title)}</text>`, ...rows].join('\n');
};

const told = ({ title, bars }: Chart): string =>
  escaped(`${title}: ${bars.map(({ label, says }) => `${label} ${says}`).join(', ')}.`);

const chartsOf = ({ herd, answers, peers = [], scale, memory = [] }: Figures): Chart[] => [
  ...(herd
    ? [
        {
          title: `${count(herd.posts)} sessions due at one instant: all posted after`,
          bars: [
            { label: 'microtraining', value: herd.seconds, says: `${herd.seconds} s`, isOurs: true },
            {
              label: 'bare WebClient',
              value: herd.baselineSeconds,
              says: `${herd.baselineSeconds} s`,
              isOurs: false,
            },
          ],
        },
      ]
    : []),
  ...(answers
    ? [
        {
          title: 'Presses acknowledged a second',
          bars: [
            {
              label: 'answer stored first',
              value: answers.perSecond,
              says: count(answers.perSecond),
              isOurs: true,
            },
            {
              label: 'Bolt, nothing stored',
              value: answers.baselinePerSecond,
              says: count(answers.baselinePerSecond),
              isOurs: false,
            },
          ],
        },
      ]
    : []),
  ...killedCharts(peers),
  ...(scale
    ? [
        {
          title: `Queries with ${short(scale.futureRows)} rows planned, ${short(scale.answers)} answers`,
          bars: [
            { label: 'claim, p99', value: scale.claimP99Ms, says: `${scale.claimP99Ms} ms`, isOurs: true },
            { label: 'sum a series, p95', value: scale.reportMs, says: `${scale.reportMs} ms`, isOurs: true },
          ],
        },
      ]
    : []),
  ...(memory.length > 0
    ? [
        {
          title: 'Memory of a process by its planned sessions',
          bars: memory.map(({ planned, rssMb }) => ({
            ...{ label: count(planned), value: rssMb, says: `${rssMb} MB`, isOurs: true },
          })),
        },
      ]
    : []),
];

const killedCharts = (peers: NonNullable<Figures['peers']>): Chart[] =>
  peers.length === 0
    ? []
    : (['lost', 'doubled'] as const).map((kind) => ({
        title: `Of ${count(peers[0]!.killed)} posts ${kind} while processes are killed`,
        bars: peers.map((peer, index) => ({
          ...{ label: peer.name, value: peer[kind], says: count(peer[kind]), isOurs: index === 0 },
        })),
      }));

const count = (number: number): string => number.toLocaleString('en');
const short = (number: number): string =>
  number.toLocaleString('en', { notation: 'compact', maximumFractionDigits: 1 });

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
