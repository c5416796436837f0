/** Abuse case 17: a job that looks around. It finds its own folders and its role's short-lived credentials, and nothing of the server's, of other jobs' or of its user's. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { jobEnded, jobUntil, logLines, prepareAccount, TOY, TOY_IMAGES, trainingJob } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const PROBER = { TrainingImage: TOY.replace('toy', 'prober'), TrainingInputMode: 'File' } as const
const works = spawnSync('bwrap', ['--ro-bind', '/', '/', '--unshare-all', 'true']).status === 0

test('in the sandbox', { skip: works ? false : 'bubblewrap does not work on this machine' }, async () => {
  const server = await startServer({ driver: 'real', imagesRoot: TOY_IMAGES, config: { sandbox: 'bubblewrap' } })
  const inside = createServer((socket) => socket.end('secret'))
  await new Promise<void>((ready) => void inside.listen(0, '127.0.0.1', ready))
  try {
    await prepareAccount(server.clients)
    const { sagemaker } = server.clients
    await sagemaker.send(trainingJob('neighbour', { HyperParameters: { until: 'never', pause_ms: '50' } }))
    await jobUntil(sagemaker, 'neighbour', ({ SecondaryStatus }) => SecondaryStatus === 'Training')
    const { port } = inside.address() as { port: number }
    // Images' prepared folders are shown to jobs, read-only; in tests their cache lies below the home.
    const own = readdirSync(server.home).flatMap((name) => (name === '.cache' ? [] : [join(server.home, name)]))
    const read = [
      ...own,
      join(server.home, 'work'),
      join(server.home, 'aws', 'credentials'),
      homedir(),
      join(homedir(), '.ssh'),
      '/root',
      '/home/ec2-user/.aws',
      '/var/run/docker.sock',
      '/run/podman/podman.sock',
      '/etc/shadow',
      '/proc/1/environ',
      '/opt/ml/input/config',
    ]
    const connect = ['/var/run/docker.sock', `127.0.0.1:${port}`, '169.254.169.254:80', join(server.home, 'run', 'gateway.sock')]
    const HyperParameters = { read: read.join(' '), connect: connect.join(' ') }
    await sagemaker.send(trainingJob('prober', { AlgorithmSpecification: PROBER, HyperParameters }))
    const job = await jobEnded(sagemaker, 'prober')
    assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
    const found = (await logLines(server.clients, '/aws/sagemaker/TrainingJobs', 'prober/')).map((line) => JSON.parse(line) as Record<string, string>)
    const at = (path: string) => found.find((line) => line.path === path)?.found

    assert.match(at('/opt/ml/input/config') ?? '', /^directory/)
    for (const path of read.filter((name) => !['/opt/ml/input/config', '/root', '/proc/1/environ'].includes(name)))
      assert.match(at(path) ?? '', /^(ENOENT|EACCES|directory 0)$/, `${path}: ${at(path)}`)
    for (const target of connect) assert.doesNotMatch(found.find((line) => line.target === target)?.found ?? '', /^connected$/, target)

    const environment = found.find((line) => line.environment)?.environment as unknown as string[]
    assert.ok(environment.includes('AWS_CONTAINER_CREDENTIALS_FULL_URI'), environment.join())
    assert.deepEqual(
      environment.filter((name) => /SECRET_ACCESS_KEY|SESSION_TOKEN|PASSWORD|KENJA_HOME|SSH_|^HOME_|DOCKER/.test(name)),
      [],
    )
  } finally {
    inside.close()
    await server.stop()
  }
})
