import { drawBars } from './bars';
import { readChart, type ChartData } from './data';
import { download } from './download';
import { drawMap } from './map';
import { drawRanking } from './ranking';
import { drawSteps } from './steps';
import { drawTimeline } from './timeline';

const forms: Record<string, (svg: SVGSVGElement, data: ChartData) => void | Promise<void>> = {
  bars: drawBars,
  ranking: drawRanking,
  map: drawMap,
  steps: drawSteps,
  timeline: drawTimeline,
};

/** Draws every chart of the page from its table, and again when its width changes. */
export function drawCharts(): void {
  const widths = new WeakMap<Element, number>();
  const resized = new ResizeObserver(entries => entries.forEach(({ target }) => {
    if (widths.get(target) === target.clientWidth || target.clientWidth === 0) return;
    widths.set(target, target.clientWidth);
    void draw(target.closest<HTMLElement>('figure.chart')!);
  }));
  document.querySelectorAll('figure.chart svg.chart-plot').forEach(svg => resized.observe(svg));
  document.querySelectorAll<HTMLButtonElement>('button[data-download]').forEach(button =>
    button.addEventListener('click', () => void download(button.closest('figure')!, button.dataset.download as 'svg' | 'png')));
}

async function draw(figure: HTMLElement): Promise<void> {
  await forms[figure.dataset.form!]!(figure.querySelector('svg')!, readChart(figure));
  figure.dataset.drawn = '';
}
