/** Takes a whole core until it is ended: what a neighbour's work looks like. */
const end = performance.now() + 600_000
while (performance.now() < end);
