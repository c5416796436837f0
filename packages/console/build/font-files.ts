/** Cloudscape's global styles carry eight fonts as `data:` addresses; as files, a browser loads those that it needs, and styles stay small. */
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

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
    build.onResolve({ filter: /^font:/ }, ({ path }) => ({ path: path.slice('font:'.length), namespace: 'font' }))
    build.onLoad({ filter: /.*/, namespace: 'font' }, ({ path }) => ({
      contents: Buffer.from(fonts[Number.parseInt(path, 10)] as string, 'base64'),
      loader: 'file',
    }))
  },
}
