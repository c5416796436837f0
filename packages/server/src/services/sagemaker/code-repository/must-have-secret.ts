import type { Ports } from '../../../operation.ts'
import { validation } from '../errors.ts'

/** Throws ValidationException for a secret that is not there. What it holds is seen when Git asks for it, with the role of the notebook instance. */
export function mustHaveSecret({ secrets }: Pick<Ports, 'secrets'>, arn: string | undefined): void {
  if (arn !== undefined && !secrets.has(arn)) throw validation(`The secret "${arn}" does not exist.`)
}
