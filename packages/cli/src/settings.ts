/** The server's settings, as this command line and environment give them. */
import { type Config, ConfigError, readConfig } from '../../server/src/config.ts'
import type { Flags } from './command.ts'
import { UsageError } from './usage.ts'

/** @throws UsageError naming the setting that cannot be used */
export function settings(flags: Flags): Config {
  try {
    return readConfig(flags, process.env)
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message)
    throw error
  }
}

function tlsVariables({ tls }: Config): Record<string, string> {
  if (!tls) return {}
  return tls.kind === 'own' ? { KENJA_TLS: 'own' } : { KENJA_TLS_CERT: tls.certificate, KENJA_TLS_KEY: tls.key }
}

/** The settings as environment of a server or of an image's program, so that both see the same whatever was a flag. */
export function settingsAsEnvironment(config: Config): Record<string, string> {
  return {
    KENJA_HOME: config.home,
    KENJA_CACHE: config.cache,
    KENJA_HOST: config.host,
    KENJA_PORT: String(config.port),
    KENJA_REGION: config.region,
    KENJA_ACCOUNT_ID: config.accountId,
    KENJA_SANDBOX: config.sandbox,
    KENJA_HOSTS: config.hosts.join(','),
    KENJA_DESCRIBE_WAIT_SECONDS: String(config.describeWaitMs / 1000),
    KENJA_INVOKE_BODY_BYTES: String(config.invokeBodyBytes),
    ...tlsVariables(config),
    KENJA_LOG: config.log,
  }
}
