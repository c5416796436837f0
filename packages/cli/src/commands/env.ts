import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { caBundleFile } from '../../../server/src/gateway/certificate-authority.ts'
import { issueProxyToken, PROXY_PURPOSE } from '../../../server/src/gateway/proxy-token.ts'
import { createSealer } from '../../../server/src/lib/seal.ts'
import type { Command } from '../command.ts'
import { endpointOf, rootAccessKey } from '../credentials.ts'
import { neededServer, type RunningServer } from '../server-process.ts'
import { settings } from '../settings.ts'
import { exitCodes, PlainError } from '../usage.ts'

export const command: Command = {
  summary: 'print the variables that lead AWS clients to Kenja',
  help: `
Usage: eval "$(./kenja env [--proxy] [--home DIR] [--region R])"       or: ./kenja env --json

Prints shell commands that set AWS_ENDPOINT_URL, credentials and region. Serves boto3 >= 1.28, AWS CLI >= 1.29 and >= 2.13, AWS SDK for JavaScript v3.
  --proxy   also HTTPS_PROXY and the CA variables, for code that calls AWS's host names whatever one sets: the SageMaker SDK, older boto3 and CLI
Exit code 3 when Kenja does not run.
`,
  options: { proxy: { type: 'boolean' } },
  async run(flags) {
    const config = settings(flags)
    const server = await neededServer(config.home)
    const variables = { ...awsVariables(server, config.region), ...(flags.proxy ? proxyVariables(server) : pastOtherProxies(process.env)) }
    if (flags.json) process.stdout.write(`${JSON.stringify(variables)}\n`)
    else
      for (const [name, value] of Object.entries(variables))
        process.stdout.write(value === undefined ? `unset ${name}\n` : `export ${name}=${shellQuoted(value)}\n`)
    return exitCodes.done
  },
}

type Variables = Record<string, string | undefined>

/** What is left over from real AWS, or from another stand-in for it, would win over what we set, or spoil it: a profile, a session token, an address for one service. */
function awsVariables(server: RunningServer, region: string): Variables {
  const { accessKeyId, secretAccessKey } = rootAccessKey(server.home)
  return {
    AWS_ENDPOINT_URL: endpointOf(server),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
    ...Object.fromEntries(
      Object.keys(process.env)
        .filter((name) => name.startsWith('AWS_ENDPOINT_URL_'))
        .map((name) => [name, undefined]),
    ),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  }
}

const DIRECT = ['localhost', '127.0.0.1', '::1']

/** Whose way to the internet leads through a proxy must not look for Kenja there. */
function pastOtherProxies(env: NodeJS.ProcessEnv): Variables {
  if (!['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => env[name])) return {}
  const known = (env.no_proxy || env.NO_PROXY || '').split(',').map((host) => host.trim())
  const direct = [...new Set([...known.filter(Boolean), ...DIRECT])].join(',')
  return { NO_PROXY: direct, no_proxy: direct }
}

/** In both spellings: programs differ in which one they prefer, and a shell may have set either. */
function proxyVariables(server: RunningServer): Variables {
  const sealer = createSealer(secretOf(server.home), PROXY_PURPOSE)
  const token = issueProxyToken(sealer, { internet: true }, new Date())
  const bundle = caBundleFile(server.home)
  const direct = DIRECT.join(',')
  const proxy = endpointOf(server).replace('//', `//kenja:${token}@`)
  return {
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    NO_PROXY: direct,
    no_proxy: direct,
    ...Object.fromEntries(
      ['AWS_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE', 'PIP_CERT', 'GIT_SSL_CAINFO', 'NODE_EXTRA_CA_CERTS'].map((name) => [name, bundle]),
    ),
  }
}

function secretOf(home: string): Buffer {
  try {
    return readFileSync(join(home, 'secret'))
  } catch {
    throw new PlainError(`${join(home, 'secret')} cannot be read: the proxy's token comes from it.`)
  }
}

const shellQuoted = (value: string) => (/^[\w./:@,+=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`)
