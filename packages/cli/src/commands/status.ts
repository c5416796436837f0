import { ListEndpointsCommand, ListNotebookInstancesCommand, ListTrainingJobsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker'
import type { Command } from '../command.ts'
import { clientSettings, endpointOf } from '../credentials.ts'
import { runningServer } from '../server-process.ts'
import { settings } from '../settings.ts'
import { exitCodes } from '../usage.ts'

export const command: Command = {
  summary: 'say whether the platform runs, how work is isolated, and what runs in it',
  help: `
Usage: ./kenja status [--home DIR] [--region R] [--json]

Exit code 0 when Kenja runs, 3 when it does not.
`,
  async run(flags) {
    const config = settings(flags)
    const server = await runningServer(config.home)
    if (!server) {
      process.stdout.write(flags.json ? `${JSON.stringify({ running: false, home: config.home })}\n` : `Kenja is not running (home ${config.home}).\n`)
      return exitCodes.notRunning
    }
    const sagemaker = new SageMakerClient(clientSettings(server, config.region))
    const [notebooks, endpoints, jobs] = await Promise.all([
      sagemaker.send(new ListNotebookInstancesCommand({ MaxResults: 100 })),
      sagemaker.send(new ListEndpointsCommand({ MaxResults: 100 })),
      sagemaker.send(new ListTrainingJobsCommand({ MaxResults: 100, StatusEquals: 'InProgress' })),
    ])
    const work = {
      notebookInstances: (notebooks.NotebookInstances ?? []).map((entry) => ({ name: entry.NotebookInstanceName, status: entry.NotebookInstanceStatus })),
      endpoints: (endpoints.Endpoints ?? []).map((entry) => ({ name: entry.EndpointName, status: entry.EndpointStatus })),
      trainingJobsInProgress: (jobs.TrainingJobSummaries ?? []).map((entry) => ({ name: entry.TrainingJobName, status: entry.TrainingJobStatus })),
    }
    if (flags.json) {
      process.stdout.write(`${JSON.stringify({ running: true, ...server, endpoint: endpointOf(server), ...work })}\n`)
      return exitCodes.done
    }
    const list = (title: string, entries: readonly { name: string | undefined; status: string | undefined }[]) =>
      `${title}: ${entries.length === 0 ? 'none' : entries.map(({ name, status }) => `\n  ${name}  ${status}`).join('')}\n`
    process.stdout.write(
      `Kenja runs at ${endpointOf(server)} since ${server.startedAt} (process ${server.pid})\n` +
        `home: ${server.home}\nisolation: ${server.driver}\n` +
        list(`notebook instances in ${config.region}`, work.notebookInstances) +
        list('endpoints', work.endpoints) +
        list('training jobs in progress', work.trainingJobsInProgress),
    )
    return exitCodes.done
  },
}
