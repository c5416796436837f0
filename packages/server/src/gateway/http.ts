/**
 * Node's HTTP, got without an import: an import reads every name that `node:http` exports, WebSocket among them, and with that loads all of `fetch`
 * (14 MB and some 40 ms at every start).
 */
export const http = process.getBuiltinModule('node:http')
