/** Where the Jupyter servers of the notebook instances in service listen. Kept in memory by their life; the gateway's proxy asks it for every request. */
export interface NotebookUpstream {
  readonly account: string
  /** Unix socket on this machine. */
  readonly socketPath: string
  /** What Jupyter wants to see: `Authorization: token …`. Never shown to a browser. */
  readonly token: string
}

export interface NotebookUpstreams {
  /** Names are lower-cased, as they stand in the host name. Undefined: no such instance is in service. */
  find(name: string, region: string): NotebookUpstream | undefined
  set(name: string, region: string, upstream: NotebookUpstream): void
  remove(name: string, region: string): void
}

export function createNotebookUpstreams(): NotebookUpstreams {
  const known = new Map<string, NotebookUpstream>()
  const key = (name: string, region: string) => `${region}/${name.toLowerCase()}`
  return {
    find: (name, region) => known.get(key(name, region)),
    set: (name, region, upstream) => void known.set(key(name, region), upstream),
    remove: (name, region) => void known.delete(key(name, region)),
  }
}
