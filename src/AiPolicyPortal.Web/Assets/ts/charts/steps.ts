import { extent, max } from 'd3-array';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { amount, unitFor, type ChartData } from './data';
import { amountAxis, frame, hint, timeAxis } from './frame';

/** One line a series that keeps its height until something else was said. */
export function drawSteps(svg: SVGSVGElement, data: ChartData): void {
  const rows = data.rows.filter(row => row.date !== null);
  const { drawing, box } = frame(svg, data.series, { top: 28, right: 28, bottom: 28, left: 44 });
  if (rows.length === 0) return;
  const [first, last] = extent(rows, row => row.date!) as [Date, Date];
  // The last word still stands: the lines run a little beyond it.
  const end = new Date(last.getTime() + Math.max(90 * 86_400_000, (last.getTime() - first.getTime()) * 0.05));
  const times = scaleUtc([first, end], [box.left, box.width - box.right]);
  const most = max(rows, row => max(row.cells, cell => amount(cell) ?? 0)) || 1;
  const heights = scaleLinear([0, most], [box.height - box.bottom, box.top]).nice(5);

  amountAxis(drawing, box, heights, unitFor(data.scales, most), true);
  timeAxis(drawing, box, times);
  data.series.forEach((series, index) => {
    const points = rows.map(row => ({ row, value: amount(row.cells[index]) })).filter(point => point.value !== null);
    if (points.length === 0) return;
    const outline = line<[Date, number]>(point => times(point[0]), point => heights(point[1])).curve(curveStepAfter);
    const path: [Date, number][] = points.map(point => [point.row.date!, point.value!]);
    drawing.append('path').attr('class', `line series-${index + 1}`).attr('d', outline([...path, [end, path[path.length - 1]![1]]]));
    for (const point of points) {
      drawing.append('circle').attr('class', `mark series-${index + 1}`).attr('r', 4).attr('cx', times(point.row.date!)).attr('cy', heights(point.value!))
        .append('title').text(hint(point.row.label, series.label, point.row.cells[index]!.text));
    }
  });
}
