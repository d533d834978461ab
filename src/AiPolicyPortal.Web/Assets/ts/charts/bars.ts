import { extent } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import type { Selection } from 'd3-selection';
import { amount, lowerEnd, unitFor, type ChartData } from './data';
import { amountAxis, frame, hint, nameAxis } from './frame';

/** Upright bars side by side, one group a row. */
export function drawBars(svg: SVGSVGElement, data: ChartData): void {
  const { drawing, box } = frame(svg, data.series, { top: 28, right: 4, bottom: 28, left: 44 });
  const amounts = data.rows.flatMap(row => row.cells.flatMap(cell => [amount(cell), lowerEnd(cell)])).filter(value => value !== null);
  const [least, most] = extent([0, ...amounts]) as [number, number];
  const names = scaleBand(data.rows.map(row => row.label), [box.left, box.width - box.right]).padding(0.22);
  const within = scaleBand(data.series.map(one => one.key), [0, names.bandwidth()]).paddingInner(0.06);
  const heights = scaleLinear([least, most], [box.height - box.bottom, box.top]).nice(5);

  amountAxis(drawing, box, heights, unitFor(data.scales, Math.max(most, -least)), true);
  for (const row of data.rows) {
    row.cells.forEach((cell, index) => {
      const value = amount(cell);
      if (value === null) return;
      // Lighter from the axis to the end that is farther from it, firm to the other.
      const least = lowerEnd(cell), left = names(row.label)! + within(data.series[index]!.key)!;
      const far = least !== null && value < 0 ? least : value;
      const bar = (end: number): Selection<SVGRectElement, unknown, null, undefined> => drawing.append('rect').attr('x', left).attr('width', within.bandwidth())
        .attr('y', heights(Math.max(0, end))).attr('height', Math.max(1, Math.abs(heights(end) - heights(0))));
      bar(far).attr('class', `mark series-${index + 1}`).classed('up-to', least !== null)
        .append('title').text(hint(row.label, data.series[index]!.label, cell.text));
      if (least !== null && least * value > 0) bar(far === value ? least : value).attr('class', `least series-${index + 1}`);
    });
  }

  drawing.append('line').attr('class', 'base').attr('x1', box.left).attr('x2', box.width - box.right).attr('y1', heights(0)).attr('y2', heights(0));
  nameAxis(drawing, box, names, data.rows.map(row => row.label));
}
