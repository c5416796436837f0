/**
 * Fonts as files, so that a browser loads those that it needs and styles stay small: Cloudscape's global styles carry eight as `data:` addresses;
 * Noto Sans JP comes in slices, of which a page takes those whose characters it shows.
 */
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * Noto Sans JP's slices of Japanese, under the name of the second family of Cloudscape's list: what Open Sans has not is looked for there.
 * Under Open Sans' own name they would never be taken: faces of one family are chosen by their weights first, and these have all weights.
 */
const japaneseSlices = (css: string): string =>
  [...css.matchAll(/\/\* noto-sans-jp-\[\d+\]-wght-normal \*\/\s*(@font-face \{[^}]*\})/g)]
    .map(([, face = '']) => face.replace("'Noto Sans JP Variable'", "'Helvetica Neue'"))
    .join('\n')

const DATA = /url\(["']?data:font\/woff2;[^,]*base64,([A-Za-z0-9+/=]+)["']?\)/g

export const fontFiles: Plugin = {
  name: 'font-files',
  setup(build) {
    const fonts: string[] = []
    build.onLoad({ filter: /@cloudscape-design[\\/]global-styles[\\/]index\.css$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const contents = text.replace(DATA, (_, base64: string) => `url("font:${fonts.push(base64) - 1}.woff2")`)
      return { contents, loader: 'css' }
    })
    build.onLoad({ filter: /@fontsource-variable[\\/]noto-sans-jp[\\/]index\.css$/ }, async ({ path }) => ({
      contents: japaneseSlices(await readFile(path, 'utf8')),
      loader: 'css',
    }))
    build.onResolve({ filter: /^font:/ }, ({ path }) => ({ path: path.slice('font:'.length), namespace: 'font' }))
    build.onLoad({ filter: /.*/, namespace: 'font' }, ({ path }) => ({
      contents: Buffer.from(fonts[Number.parseInt(path, 10)] as string, 'base64'),
      loader: 'file',
    }))
  },
}
