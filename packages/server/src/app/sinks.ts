/** Where log events and metrics go: the services that own them. */
import { metricsPort } from '../services/cloudwatch/port.ts'
import { logsPort } from '../services/logs/port.ts'
import type { Sinks } from './context.ts'

export const sinks: Sinks = { logs: logsPort, metrics: metricsPort }
