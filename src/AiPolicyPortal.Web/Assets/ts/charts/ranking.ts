import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Selection } from 'd3-selection';
import { amount, lowerEnd, type Cell, type ChartData } from './data';
import { frame, hint, shortened } from './frame';

const most = 12, bar = 16, gap = 14;

/** Lying bars with their names and amounts in words; the table has the rows that find no room. */
export function drawRanking(svg: SVGSVGElement, data: ChartData): void {
  const rows = data.rows.slice(0, most);
  const narrow = svg.clientWidth < 560;
  const { drawing, box } = frame(svg, data.series, { top: 8, right: room(svg, narrow, rows.flatMap(row => row.cells)), bottom: 8, left: narrow ? 0 : 190 });
  const step = (box.height - box.top - box.bottom) / Math.max(1, rows.length);
  const lengths = scaleLinear([0, max(rows, row => max(row.cells, cell => amount(cell) ?? 0)) || 1], [0, box.width - box.left - box.right]);

  rows.forEach((row, index) => {
    const y = box.top + index * step;
    const name = drawing.append('text').attr('class', 'name');
    if (narrow) name.attr('x', 0).attr('y', y + 11).text(row.label);
    else name.attr('x', box.left - 8).attr('y', y + row.cells.length * bar / 2 + 5).attr('text-anchor', 'end').text(shortened(row.label, 26));
    row.cells.forEach((cell, at) => {
      const value = amount(cell);
      const top = y + at * bar + (narrow ? gap : 0);
      const length = value === null ? 0 : Math.max(1, lengths(Math.max(0, value)));
      if (value !== null) {
        const least = lowerEnd(cell);
        const lying = (width: number): Selection<SVGRectElement, unknown, null, undefined> =>
          drawing.append('rect').attr('x', box.left).attr('y', top).attr('width', width).attr('height', bar - 3);
        lying(length).attr('class', `mark series-${at + 1}`).classed('up-to', least !== null)
          .append('title').text(hint(row.label, data.series.length > 1 ? data.series[at]!.label : '', cell.text));
        if (least !== null) lying(lengths(Math.max(0, least))).attr('class', `least series-${at + 1}`);
      }

      drawing.append('text').attr('class', value === null ? 'value silent' : 'value').attr('x', box.left + length + 6).attr('y', top + 11).text(cell.text);
    });
  });
}

/** What the longest amount in words takes beside its bar, up to half of the drawing, or three quarters where names stand above. */
function room(svg: SVGSVGElement, narrow: boolean, cells: Cell[]): number {
  const longest = Math.max(0, ...cells.map(cell => cell.text.length));
  return Math.min(svg.clientWidth * (narrow ? 0.75 : 0.5), Math.max(96, longest * 7 + 12));
}
