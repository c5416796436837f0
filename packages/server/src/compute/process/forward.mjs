// Runs inside a sandbox that has no network but a loopback of its own: takes connections on 127.0.0.1:PORT and carries their bytes to the
// gateway's Unix socket and back. 9 MB of its own (the pages of the Node binary are shared with the server). A server that restarts
// makes a new socket in the same directory: each connection opens it anew.
import net from 'node:net'

const [port, socket] = process.argv.slice(2)

const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (inside) => {
  const outside = net.connect({ path: socket, allowHalfOpen: true })
  inside.on('error', () => outside.destroy())
  outside.on('error', () => inside.destroy())
  inside.on('close', () => outside.destroy())
  outside.on('close', () => inside.destroy())
  inside.pipe(outside)
  outside.pipe(inside)
})
// The one word that the entry script waits for; nobody reads after it.
process.stdout.on('error', () => {})
server.listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'))
