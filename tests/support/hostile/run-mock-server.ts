/** `run-mock-server.ts <home> <images> <limits>`: a server whose tasks end at once; prints its URL and root key as JSON when it is ready. */
import { startServer } from '../server.ts'

const [home = '', imagesRoot = '', limits = '{}'] = process.argv.slice(2)
const { url, credentials } = await startServer({ home, imagesRoot, gatewayLimits: JSON.parse(limits) as object, behaviour: () => ({ exitCode: 1 }) })
process.stdout.write(`${JSON.stringify({ url, credentials })}\n`)
