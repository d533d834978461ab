declare module 'world-shapes' {
  const shapes: unknown;
  export default shapes;
}
