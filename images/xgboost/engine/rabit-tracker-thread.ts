/** The tracker in a thread of its own: the main one waits inside libxgboost while workers connect. */
import { parentPort, workerData } from 'node:worker_threads'
import { log } from '../training/log.ts'
import { RabitTracker } from './rabit-tracker.ts'

const { host, port, workers } = workerData as { host: string; port: number; workers: number }
const tracker = new RabitTracker(workers, (message) => log('INFO', message))
await tracker.listen(host, port)
parentPort?.postMessage('listening')
