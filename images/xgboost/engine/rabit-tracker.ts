import { createServer, type Server, type Socket } from 'node:net'

/** Says that both ends speak the protocol. */
const MAGIC = 0xff99
/** Longer names and messages than this are nobody's. */
const MAX_TEXT_BYTES = 1 << 20

/**
 * The tracker of rabit, the collective inside XGBoost up to 1.7: workers connect, get a rank and learn whom to connect to. It speaks the protocol of
 * dmlc-core's tracker.py (integers of 32 bits in the machine's order, strings with their length), which AWS's image runs on the first host.
 * Ranks go by task id, so that the same hosts always get the same ranks and a job can be repeated.
 */
export class RabitTracker {
  readonly #workers: number
  readonly #say: (message: string) => void
  readonly #server: Server
  readonly #links: Links
  readonly #sockets = new Set<Socket>()
  /** Workers whose neighbours have yet to connect to them. */
  readonly #waiting = new Map<number, Worker>()
  readonly #pending: Worker[] = []
  readonly #shutDown = new Set<number>()
  /** Ranks are dealt out one worker at a time: each must listen before the next one is told to connect to it. */
  #dealing: Promise<void> = Promise.resolve()

  /** `say` gets what workers print through the tracker. */
  constructor(workers: number, say: (message: string) => void) {
    this.#workers = workers
    this.#say = say
    this.#links = linksOf(workers)
    this.#server = createServer((socket) => {
      this.#sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => this.#sockets.delete(socket))
      this.#serve(socket).catch(() => socket.destroy())
    })
  }

  /** Resolves when workers can connect. */
  listen(host: string, port: number): Promise<void> {
    return new Promise((resolve, reject) => this.#server.once('error', reject).listen(port, host, () => resolve()))
  }

  /** Resolves when every worker has said good-bye. */
  ended(): Promise<void> {
    return new Promise((resolve) => this.#server.once('close', () => resolve()))
  }

  /** Ends it, whoever is still there. */
  close(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  async #serve(socket: Socket): Promise<void> {
    const worker = new Worker(socket)
    if ((await worker.readInt()) !== MAGIC) throw new Error('no worker')
    worker.writeInt(MAGIC)
    worker.rank = await worker.readInt()
    // The size of the world as the worker knows it, which is what the tracker told it.
    await worker.readInt()
    worker.taskId = await worker.readText()
    const command = await worker.readText()
    if (command === 'print') this.#say((await worker.readText()).trim())
    else if (command === 'shutdown') this.#end(worker.rank)
    else if (worker.rank >= 0) await this.#deal([worker])
    else if (this.#pending.push(worker) === this.#workers) {
      const all = this.#pending.splice(0).sort((a, b) => a.taskId.localeCompare(b.taskId, 'en', { numeric: true }))
      for (const [rank, each] of all.entries()) each.rank = rank
      await this.#deal(all)
    }
  }

  #end(rank: number): void {
    this.#shutDown.add(rank)
    if (this.#shutDown.size === this.#workers) this.close()
  }

  #deal(workers: readonly Worker[]): Promise<void> {
    this.#dealing = this.#dealing.then(async () => {
      for (const worker of workers) await this.#assign(worker)
    })
    return this.#dealing
  }

  async #assign(worker: Worker): Promise<void> {
    const { rank } = worker
    const tree = this.#links.tree.get(rank) ?? []
    const [previous, next] = this.#links.ring.get(rank) ?? [-1, -1]
    const ring = [previous, next].map((other) => (other === rank ? -1 : other))
    const neighbours = new Set([...tree, ...ring.filter((other) => other >= 0)])
    for (const value of [rank, this.#links.parent.get(rank) ?? -1, this.#workers, tree.length, ...tree, ...ring]) worker.writeInt(value)
    for (;;) {
      const connected = new Set<number>()
      for (let left = await worker.readInt(); left > 0; left -= 1) connected.add(await worker.readInt())
      const missing = [...neighbours].filter((other) => !connected.has(other))
      const ready = missing.filter((other) => this.#waiting.has(other))
      worker.writeInt(ready.length)
      worker.writeInt(missing.length - ready.length)
      for (const other of ready) {
        const { host, port } = this.#waiting.get(other) as Worker
        worker.writeText(host)
        worker.writeInt(port)
        worker.writeInt(other)
      }
      if ((await worker.readInt()) !== 0) continue
      worker.port = await worker.readInt()
      for (const other of ready) {
        const waiting = this.#waiting.get(other) as Worker
        waiting.expected -= 1
        if (waiting.expected === 0) this.#waiting.delete(other)
      }
      worker.expected = missing.length - ready.length
      if (worker.expected > 0) this.#waiting.set(rank, worker)
      return
    }
  }
}

/** One connection, read piece by piece. */
class Worker {
  rank = -1
  taskId = ''
  port = 0
  /** How many neighbours will connect to it. */
  expected = 0
  readonly host: string
  readonly #socket: Socket
  readonly #chunks: AsyncIterator<Buffer>
  #held = Buffer.alloc(0)

  constructor(socket: Socket) {
    this.#socket = socket
    this.host = socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1'
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  async #read(bytes: number): Promise<Buffer> {
    while (this.#held.length < bytes) {
      const { value, done } = await this.#chunks.next()
      if (done) throw new Error('the worker has gone')
      this.#held = Buffer.concat([this.#held, value])
    }
    const read = this.#held.subarray(0, bytes)
    this.#held = this.#held.subarray(bytes)
    return read
  }

  async readInt(): Promise<number> {
    return (await this.#read(4)).readInt32LE()
  }

  async readText(): Promise<string> {
    const length = await this.readInt()
    if (length < 0 || length > MAX_TEXT_BYTES) throw new Error(`a text of ${length} bytes`)
    return (await this.#read(length)).toString('utf8')
  }

  writeInt(value: number): void {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32LE(value)
    this.#socket.write(bytes)
  }

  writeText(text: string): void {
    this.writeInt(Buffer.byteLength(text))
    this.#socket.write(text)
  }
}

interface Links {
  readonly tree: ReadonlyMap<number, readonly number[]>
  readonly parent: ReadonlyMap<number, number>
  readonly ring: ReadonlyMap<number, readonly [previous: number, next: number]>
}

/** A binary tree for reducing and a ring that shares its links where it can; ranks are the places in the ring. */
export function linksOf(workers: number): Links {
  const all = Array.from({ length: workers }, (_, rank) => rank)
  const parentOf = (place: number) => Math.floor((place + 1) / 2) - 1
  const childrenOf = (place: number) => [2 * place + 1, 2 * place + 2].filter((child) => child < workers)
  const ringFrom = (place: number): number[] => {
    const children = childrenOf(place)
    return [place, ...children.flatMap((child, index) => (index === children.length - 1 ? ringFrom(child).reverse() : ringFrom(child)))]
  }
  const order = ringFrom(0)
  const rankOf = new Map(order.map((place, rank) => [place, rank]))
  const rank = (place: number) => rankOf.get(place) as number
  return {
    tree: new Map(all.map((place) => [rank(place), [...(place > 0 ? [parentOf(place)] : []), ...childrenOf(place)].map(rank)])),
    parent: new Map(all.map((place) => [rank(place), place > 0 ? rank(parentOf(place)) : -1])),
    ring: new Map(all.map((at) => [at, [(at + workers - 1) % workers, (at + 1) % workers]])),
  }
}
