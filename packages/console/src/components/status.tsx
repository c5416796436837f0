import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

const TYPES: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  InService: 'success',
  Completed: 'success',
  Active: 'success',
  Stopped: 'stopped',
  OutOfService: 'stopped',
  Inactive: 'stopped',
  Failed: 'error',
  UpdateRollbackFailed: 'error',
  Pending: 'pending',
}

/** AWS's console does not translate states: they are the API's words. Whatever is not listed is on its way to somewhere. */
export function Status({ value }: { readonly value: string | undefined }) {
  return value ? <StatusIndicator type={TYPES[value] ?? 'in-progress'}>{value}</StatusIndicator> : <>-</>
}
