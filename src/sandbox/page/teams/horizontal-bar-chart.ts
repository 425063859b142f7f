import { CardElement, type SerializationContext } from 'adaptivecards/lib/card-elements.js';

const svgNames = 'http://www.w3.org/2000/svg';
const rowPx = 40;
const barPx = 12;
/** Where the bar is in its row, below its words. */
const barAtPx = 20;
/** A row of a chart does not break; a longer one is read out whole. */
const longestLabel = 60;

type Bar = { label: string; value: number };

/** Teams' native chart `Chart.HorizontalBar`, which the library does not know: bars with their values, no axis. */
export class HorizontalBarChart extends CardElement {
  static readonly typeName = 'Chart.HorizontalBar';
  #title = '';
  #bars: Bar[] = [];

  override getJsonTypeName(): string {
    return HorizontalBarChart.typeName;
  }

  protected override internalParse(source: Record<string, unknown>, context: SerializationContext): void {
    super.internalParse(source, context);
    this.#title = String(source.title ?? '');
    const data = Array.isArray(source.data) ? (source.data as { x: unknown; y: unknown }[]) : [];
    this.#bars = data.map(({ x, y }) => ({ label: String(x), value: Number(y) }));
  }

  protected override internalRender(): HTMLElement {
    const most = Math.max(1, ...this.#bars.map(({ value }) => value));
    const drawing = svg('svg', {
      width: '100%',
      height: String((this.#bars.length - 1) * rowPx + barAtPx + barPx),
      role: 'img',
    });
    const said = this.#bars.map(({ label, value }) => `${label}: ${value}`).join(', ');
    drawing.setAttribute('aria-label', `${this.#title}: ${said}`);
    this.#bars.forEach((bar, row) => {
      drawing.append(...drawnBar(bar, row * rowPx, most));
    });
    const figure = document.createElement('figure');
    const caption = document.createElement('figcaption');
    caption.textContent = this.#title;
    figure.className = 'chart';
    figure.append(caption, drawing);
    return figure;
  }
}

const drawnBar = ({ label, value }: Bar, y: number, most: number): SVGElement[] => {
  const shown = label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
  const words = svg('text', { x: '0', y: String(y + 14) }, shown);
  const count = svg('text', { x: '100%', y: String(y + 14), 'text-anchor': 'end' }, String(value));
  const size = { y: String(y + barAtPx), height: String(barPx), rx: '3' };
  const track = svg('rect', { ...size, x: '0', width: '100%', class: 'track' });
  const bar = svg('rect', { ...size, x: '0', width: `${(100 * value) / most}%`, class: 'value' });
  return [words, count, track, bar];
};

const svg = (name: string, attributes: Record<string, string>, text = ''): SVGElement => {
  const element = document.createElementNS(svgNames, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
};
