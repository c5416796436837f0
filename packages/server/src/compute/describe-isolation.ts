/** What a driver isolates, in sentences: for `kenja status`, `kenja doctor` and the log group /kenja/compute. */
import type { Driver, Isolation } from './driver.ts'

const MEMORY: Record<Isolation['memory'], string> = {
  cgroup: 'Memory limits are kept by the kernel (cgroup).',
  watch: 'Memory limits are kept by looking at resident memory twice a second; a fast allocation can go over for a moment.',
  none: 'Memory limits are not kept.',
}

/** The first sentence names the driver. `withoutSandbox` says why there is no sandbox. */
export function describeIsolation({ isolation }: Pick<Driver, 'isolation'>, withoutSandbox?: string): string[] {
  if (isolation.driver === 'mock') return ['Compute driver: mock. Nothing is run; tests say what tasks do.']
  if (isolation.driver === 'bubblewrap')
    return [
      'Compute driver: bubblewrap. Jobs, endpoints and notebooks run in sandboxes.',
      "A task sees the system's programs and its own folders (for example /opt/ml), not the server's data, other tasks' folders or your home directory.",
      'A task has a network of its own with nothing in it but the way to Kenja, or not even that.',
      'A task sees its own processes only.',
      MEMORY[isolation.memory],
    ]
  return [
    `Compute driver: none. Jobs, endpoints and notebooks run as plain processes of your user, WITHOUT ISOLATION${withoutSandbox ? `: ${withoutSandbox}` : ''}.`,
    'A task can read and change all that you can, the data of Kenja included, and reach every network that this machine reaches. Run only code that you trust.',
    'There is no /opt/ml: code with that path built in fails here.',
    MEMORY[isolation.memory],
  ]
}

/** Events for the stream of the log group /kenja/compute that the server writes at its start. */
export function isolationLogEvents(
  driver: Pick<Driver, 'isolation'>,
  now: Date,
  withoutSandbox?: string,
): { readonly timestamp: number; readonly message: string }[] {
  return describeIsolation(driver, withoutSandbox).map((message) => ({ timestamp: now.getTime(), message }))
}
