/** What the editions of the SageMaker Python SDK can do on a Python version, outside the notebook instances (whose kernels bring their own packages). */

interface SdkEdition {
  /** As a person would name it: `pip install sagemaker==…`. */
  readonly version: string
  /** First and last minor version of Python 3 on which it was tried. */
  readonly pythons: readonly [first: number, last: number]
  /** What it needs on this Python besides itself, or cannot do. */
  says(minor: number): string | undefined
}

/** Source: docs/clients.md, where each was tried. */
const EDITIONS: readonly SdkEdition[] = [
  {
    version: '1.72.0',
    pythons: [8, 13],
    says: (minor) => `needs protobuf<3.21${minor >= 12 ? ' and setuptools<81' : ''}; knows XGBoost images up to 1.0-1`,
  },
  {
    version: '2.153.0',
    pythons: [8, 13],
    says: (minor) =>
      [...(minor >= 11 ? ['pyyaml>=6'] : []), ...(minor >= 12 ? ['setuptools<81'] : []), ...(minor >= 13 ? ['numpy>=2.1'] : [])].join(', ') || undefined,
  },
  { version: '2.257', pythons: [10, 13], says: () => 'has no csv_serializer, which the hands-on imports' },
  { version: '3.27.0', pythons: [10, 13], says: () => undefined },
]

export interface SdkSupport {
  readonly works: readonly string[]
  readonly fails: readonly string[]
}

/** One sentence an edition. @param python as `3.11` */
export function sdkSupport(python: string): SdkSupport {
  const minor = Number(/^3\.(\d+)/.exec(python)?.[1] ?? Number.NaN)
  const works: string[] = []
  const fails: string[] = []
  for (const { version, pythons, says } of EDITIONS) {
    const [first, last] = pythons
    if (!(minor >= first && minor <= last)) {
      fails.push(`${version} needs Python 3.${first} – 3.${last}`)
      continue
    }
    const note = says(minor)
    works.push(note ? `${version} (${note})` : version)
  }
  return { works, fails }
}
