/** Where log events and metrics go: the services that own them. */
import { logsPort } from '../services/logs/port.ts'
import type { Sinks } from './context.ts'

export const createSinks = (): Sinks => ({
  logs: logsPort,
  metrics: () => ({ put: () => undefined }),
})
