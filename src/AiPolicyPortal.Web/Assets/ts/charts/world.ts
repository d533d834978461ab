import type { Topology } from 'topojson-specification';
// Natural Earth at 1:110 million (public domain), its countries keyed by ISO 3166-1 alpha-2 when the assets are built.
import shapes from 'world-shapes';

export const world = shapes as unknown as Topology;
