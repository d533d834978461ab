import { axisBottom, axisLeft, type AxisScale } from 'd3-axis';
import { format } from 'd3-format';
import type { ScaleTime } from 'd3-scale';
import { select, type Selection } from 'd3-selection';
import { utcMonth } from 'd3-time';
import type { Scale, Series } from './data';

export type Drawing = Selection<SVGGElement, unknown, null, undefined>;
export interface Box { width: number; height: number; top: number; right: number; bottom: number; left: number }

const legendLine = 22;

export const shortened = (text: string, length: number): string => text.length <= length ? text : `${text.slice(0, length - 1)}…`;

/** An empty drawing with room for its legend; what was drawn before is gone. */
export function frame(svg: SVGSVGElement, series: Series[], margins: Omit<Box, 'width' | 'height'>): { drawing: Drawing; box: Box } {
  const root = select(svg);
  root.selectAll('*').remove();
  const width = svg.clientWidth, height = Number(svg.getAttribute('height'));
  root.attr('viewBox', `0 0 ${width} ${height}`);
  const top = series.length > 1 ? legend(root.append('g').attr('class', 'legend'), series, width) : 0;
  return { drawing: root.append('g'), box: { ...margins, width, height, top: margins.top + top } };
}

function legend(group: Drawing, series: Series[], width: number): number {
  let x = 0, y = 0;
  series.forEach((one, index) => {
    const entry = group.append('g');
    entry.append('rect').attr('class', `mark series-${index + 1}`).attr('width', 12).attr('height', 12).attr('y', 2);
    const text = entry.append('text').attr('x', 18).attr('y', 12).text(shortened(one.label, Math.floor((width - 18) / 7.5)));
    const length = text.node()!.getComputedTextLength() + 36;
    if (x > 0 && x + length > width) [x, y] = [0, y + legendLine];
    entry.attr('transform', `translate(${x},${y})`);
    x += length;
  });
  return y + legendLine + 4;
}

const lang = (): string => document.documentElement.lang;
const number = (value: number): string => value.toLocaleString(lang(), { maximumFractionDigits: 10 });

/** The axis of amounts with its grid and its unit. */
export function amountAxis(drawing: Drawing, box: Box, scale: AxisScale<number>, unit: Scale, upright: boolean): void {
  // There is no half of a record.
  const most = unit.whole ? Math.max(1, Math.floor(Math.max(...scale.domain()))) : Infinity;
  const axis = (upright ? axisLeft(scale) : axisBottom(scale)).ticks(Math.min(most, upright ? 5 : Math.max(2, Math.floor(box.width / 130))))
    .tickSize(upright ? -(box.width - box.left - box.right) : -(box.height - box.top - box.bottom)).tickPadding(8)
    .tickFormat(value => number(Number(format('.6g')(Number(value) / unit.factor))));
  drawing.append('g').attr('class', 'axis grid')
    .attr('transform', upright ? `translate(${box.left},0)` : `translate(0,${box.height - box.bottom})`).call(axis);
  drawing.append('text').attr('class', 'unit').attr('x', upright ? 0 : box.width - box.right).attr('y', upright ? box.top - 10 : box.height - 2)
    .attr('text-anchor', upright ? 'start' : 'end').text(unit.name);
}

/** The axis of years or other names along the bottom; as many names as find room. */
export function nameAxis(drawing: Drawing, box: Box, scale: AxisScale<string>, names: string[]): void {
  const room = Math.max(1, Math.ceil(names.length * 44 / (box.width - box.left - box.right)));
  const shown = names.filter((_, index) => (names.length - 1 - index) % room === 0);
  drawing.append('g').attr('class', 'axis').attr('transform', `translate(0,${box.height - box.bottom})`)
    .call(axisBottom(scale).tickValues(shown).tickSize(0).tickPadding(8));
}

/** The axis of years and months; a short time has no marks within a month, which would all have its name. */
export function timeAxis(drawing: Drawing, box: Box, scale: ScaleTime<number, number>): void {
  const wanted = scale.ticks(Math.max(2, Math.floor(box.width / 90)));
  const marks = wanted.every(date => date.getUTCDate() === 1) ? wanted : scale.ticks(utcMonth);
  drawing.append('g').attr('class', 'axis').attr('transform', `translate(0,${box.height - box.bottom})`)
    .call(axisBottom<Date>(scale).tickValues(marks).tickSize(4).tickPadding(6)
      .tickFormat(date => date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : date.toLocaleDateString(lang(), { month: 'short', year: 'numeric', timeZone: 'UTC' })));
}

/** Words for a mark, shown when a pointer rests on it; the table has them for everybody else. */
export const hint = (...words: string[]): string => words.filter(word => word).join(' · ');
