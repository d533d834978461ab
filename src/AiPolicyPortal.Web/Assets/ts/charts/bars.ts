import { extent } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import { amount, lowerEnd, unitFor, type ChartData } from './data';
import { amountAxis, frame, hint, nameAxis } from './frame';

/** Upright bars side by side, one group a row. */
export function drawBars(svg: SVGSVGElement, data: ChartData): void {
  const { drawing, box } = frame(svg, data.series, { top: 28, right: 4, bottom: 28, left: 44 });
  const amounts = data.rows.flatMap(row => row.cells.map(amount)).filter(value => value !== null);
  const [least, most] = extent([0, ...amounts]) as [number, number];
  const names = scaleBand(data.rows.map(row => row.label), [box.left, box.width - box.right]).padding(0.22);
  const within = scaleBand(data.series.map(one => one.key), [0, names.bandwidth()]).paddingInner(0.06);
  const heights = scaleLinear([least, most], [box.height - box.bottom, box.top]).nice(5);

  amountAxis(drawing, box, heights, unitFor(data.scales, Math.max(most, -least)), true);
  for (const row of data.rows) {
    row.cells.forEach((cell, index) => {
      const value = amount(cell);
      if (value === null) return;
      const least = lowerEnd(cell), left = names(row.label)! + within(data.series[index]!.key)!;
      drawing.append('rect').attr('class', `mark series-${index + 1}`).classed('up-to', least !== null).attr('x', left).attr('width', within.bandwidth())
        .attr('y', heights(Math.max(0, value))).attr('height', Math.max(1, Math.abs(heights(value) - heights(0))))
        .append('title').text(hint(row.label, data.series[index]!.label, cell.text));
      if (least !== null && least > 0) {
        drawing.append('rect').attr('class', `least series-${index + 1}`).attr('x', left).attr('width', within.bandwidth())
          .attr('y', heights(least)).attr('height', heights(0) - heights(least));
      }
    });
  }

  drawing.append('line').attr('class', 'base').attr('x1', box.left).attr('x2', box.width - box.right).attr('y1', heights(0)).attr('y2', heights(0));
  nameAxis(drawing, box, names, data.rows.map(row => row.label));
}
