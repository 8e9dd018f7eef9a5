declare module 'world-atlas/land-10m.json' {
  type Topology = Parameters<typeof import('topojson-client').bbox>[0]
  type Collection = Extract<Topology['objects'][string], { type: 'GeometryCollection' }>

  const topology: Omit<Topology, 'objects'> & { objects: { land: Collection } }
  export default topology
}
