/**
 * The seam for IAM on every call: the dispatcher asks here before each operation, inside its transaction.
 * So far whoever has signed may call; what an operation itself demands (PassRole, a role's trust, `ctx.iam.must`) is enforced already.
 */
import type { Request } from '../dispatcher.ts'
import type { Context } from '../operation.ts'

/** Throws AccessDenied in the service's words when the caller may not. */
export type Authorize = (request: Request, context: Context) => void

export const authorizeSigned: Authorize = () => undefined
