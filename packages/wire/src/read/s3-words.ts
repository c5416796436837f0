/** S3's own codes and texts for parameters and bodies that its model refuses. Source: Amazon S3 API reference, error responses. */
import type { Violation } from '../constraints.ts'
import { invalidArgument, malformedXml, WireFault } from '../errors.ts'
import type { Member } from '../model.ts'

const checksums = 'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]'

/** By the parameter's name on the wire. */
const words: Readonly<Record<string, (name: string, value: string) => WireFault>> = {
  'x-amz-storage-class': () => new WireFault('InvalidStorageClass', 'The storage class you specified is not valid'),
  'x-amz-checksum-algorithm': () => new WireFault('InvalidRequest', checksums),
  'x-amz-sdk-checksum-algorithm': () => new WireFault('InvalidRequest', checksums),
  'encoding-type': (name, value) => invalidArgument(name, value, 'Invalid Encoding Method specified in Request'),
  'x-amz-metadata-directive': (name, value) => invalidArgument(name, value, 'Unknown metadata directive.'),
  'x-amz-tagging-directive': (name, value) => invalidArgument(name, value, 'Unknown tagging directive.'),
  'x-amz-server-side-encryption': (name, value) => invalidArgument(name, value, 'The encryption method specified is not supported'),
  'x-amz-object-attributes': (name, value) => invalidArgument(name, value, 'Invalid attribute name specified.'),
  'x-amz-object-lock-mode': (name, value) => invalidArgument(name, value, 'Unknown wormMode directive.'),
  'x-amz-object-lock-legal-hold': (name, value) => invalidArgument(name, value, 'Legal Hold must be either of ON or OFF'),
  partNumber: (name, value) => invalidArgument(name, value, 'Part number must be an integer between 1 and 10000, inclusive'),
}

/** A value outside the model's constraints. */
export function parameterViolated(member: Member, value: string): WireFault {
  const known = Object.hasOwn(words, member.wireName) ? words[member.wireName] : undefined
  return known ? known(member.wireName, value) : invalidArgument(member.wireName, value, `Invalid argument: ${member.wireName}`)
}

const numeric = new Set(['byte', 'short', 'integer', 'long', 'float', 'double'])

/** A value that is not of the parameter's type. */
export function parameterUnreadable(member: Member, value: string): WireFault {
  if (Object.hasOwn(words, member.wireName) || !numeric.has(member.shape.type)) return parameterViolated(member, value)
  return invalidArgument(member.wireName, value, `Provided ${member.wireName} not an integer or within integer range`)
}

/** A document that is XML but breaks the model. S3 names the place only by the code. */
export function bodyViolated(root: string, violation: Violation): WireFault {
  if (root === 'CreateBucketConfiguration' && violation.path === 'createBucketConfiguration.locationConstraint') {
    return new WireFault('InvalidLocationConstraint', 'The specified location-constraint is not valid', 400, {
      LocationConstraint: violation.value.slice(1, -1),
    })
  }
  if (root === 'AccessControlPolicy')
    return new WireFault('MalformedACLError', 'The XML you provided was not well-formed or did not validate against our published schema')
  return malformedXml()
}
