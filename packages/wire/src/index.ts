/** The wire: AWS's protocols as data. */
export type { Route, ServiceId, WireError, WireRequest, WireResponse } from './types.ts'
