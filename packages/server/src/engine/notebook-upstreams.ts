/** Where the Jupyter servers of the notebook instances in service listen. Kept in memory by their life; the gateway's proxy asks for every request. */
import type { Scope } from '../operation.ts'

export interface NotebookUpstream {
  /** Unix socket on this machine. */
  readonly socketPath: string
  /** What Jupyter wants to see: `Authorization: token …`. Never shown to a browser. */
  readonly token: string
}

interface Named extends Scope {
  readonly name: string
}

export interface NotebookUpstreams {
  /** Undefined: no such instance is in service. The name may come from a host name, lower-cased. */
  find(account: string, region: string, name: string): NotebookUpstream | undefined
  set(instance: Named, upstream: NotebookUpstream): void
  remove(instance: Named): void
}

export function createNotebookUpstreams(): NotebookUpstreams {
  const known = new Map<string, NotebookUpstream>()
  const key = (account: string, region: string, name: string) => `${account}/${region}/${name.toLowerCase()}`
  return {
    find: (account, region, name) => known.get(key(account, region, name)),
    set: ({ account, region, name }, upstream) => void known.set(key(account, region, name), upstream),
    remove: ({ account, region, name }) => void known.delete(key(account, region, name)),
  }
}
