/** The floor: an HTTP server of Node that reads a body and answers a word. */
import { createServer } from 'node:http'

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-type': 'text/csv', 'content-length': '5' }).end('hello'))
})
server.listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
