/** The peer of InvokeEndpoint: a rebuild of AWS's container (nginx, gunicorn, Flask, Python's XGBoost 1.7.4), called straight, unsigned. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../support/free-port.ts'
import { pythonEnvironment } from '../support/python-environment.ts'
import { firstAnswer, HOST, launch } from './servers.ts'
import { rawRequest } from './signed-request.ts'

export interface StandIn {
  /** What stands in front of gunicorn, for the table. */
  readonly front: 'nginx' | 'gunicorn alone'
  readonly port: number
  /** All its processes descend from these. */
  readonly roots: readonly number[]
}

const nginx = ['nginx', '/usr/sbin/nginx'].find((program) => spawnSync(program, ['-v']).status === 0)

/** As root, nginx's workers would give up the rights that the folder asks for. */
const group = spawnSync('id', ['-gn'], { encoding: 'utf8' }).stdout.trim()

const settings = (folder: string, port: number) => `
daemon off;
user ${userInfo().username} ${group};
worker_processes 2;
pid ${folder}/nginx.pid;
error_log /dev/null crit;
events { worker_connections 2048; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  upstream gunicorn { server unix:${folder}/gunicorn.sock; }
  server {
    listen ${HOST}:${port};
    keepalive_timeout 60;
    keepalive_requests 10000000;
    client_max_body_size 6m;
    location / { proxy_http_version 1.1; proxy_set_header Host $http_host; proxy_pass http://gunicorn; }
  }
}
`

/**
 * @param folder for sockets and settings
 * @param model what libxgboost 1.7 reads
 * @param later takes what ends it
 * @returns a sentence when it cannot be had
 */
export async function startContainerStandIn(
  folder: string,
  model: string,
  later: (end: () => unknown) => void,
): Promise<StandIn | { readonly missing: string }> {
  const environment = pythonEnvironment(import.meta.dirname, 'container-stand-in')
  if ('missing' in environment) return environment
  const port = await freePort()
  const bind = nginx ? `unix:${folder}/gunicorn.sock` : `${HOST}:${port}`
  const args = ['-m', 'gunicorn', '-c', join(import.meta.dirname, 'container_stand_in_gunicorn.py'), '--chdir', import.meta.dirname]
  const environmentOf = { MODEL: model, OMP_NUM_THREADS: '1', OMP_WAIT_POLICY: 'passive', PYTHONDONTWRITEBYTECODE: '1' }
  const servers = [launch(environment.python, [...args, '-b', bind, 'container_stand_in:app'], port, environmentOf)]
  later(() => Promise.all(servers.map((server) => server.stop())))
  if (nginx) {
    const file = join(folder, 'nginx.conf')
    writeFileSync(file, settings(folder, port))
    servers.push(launch(nginx, ['-c', file, '-p', folder], port))
  }
  await firstAnswer(servers.at(-1) as (typeof servers)[number], () => rawRequest(`${HOST}:${port}`, { method: 'GET', path: '/ping' }))
  return {
    front: nginx ? 'nginx' : 'gunicorn alone',
    port,
    roots: servers.map(({ child }) => child.pid as number),
  }
}
