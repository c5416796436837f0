/** Organizations' own words for what goes wrong. Texts as AWS answers them where public records show them; the codes are AWS's model's. */
import { ServiceError } from '../../operation.ts'

export const notInUse = () => new ServiceError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.')
export const alreadyInOrganization = () => new ServiceError('AlreadyInOrganizationException', 'The provided account is already a member of an organization.')
export const managementOnly = () => new ServiceError('AccessDeniedException', "You don't have permissions to access this resource.")
export const accountNotFound = () => new ServiceError('AccountNotFoundException', "You specified an account that doesn't exist.")
export const accountAlreadyClosed = () => new ServiceError('AccountAlreadyClosedException', 'The account is already closed.')
export const statusNotFound = () => new ServiceError('CreateAccountStatusNotFoundException', "You specified a CreateAccountRequestId that doesn't exist.")
export const organizationNotEmpty = () =>
  new ServiceError('OrganizationNotEmptyException', 'To delete an organization, you must first remove all member accounts (except the master).')
export const childNotFound = () => new ServiceError('ChildNotFoundException', "You specified a child that doesn't exist.")
export const parentNotFound = () => new ServiceError('ParentNotFoundException', "You specified a parent that doesn't exist.")
export const sourceParentNotFound = () => new ServiceError('SourceParentNotFoundException', "You specified a source parent that doesn't exist.")
export const destinationParentNotFound = () => new ServiceError('DestinationParentNotFoundException', "You specified a destination parent that doesn't exist.")
export const duplicateAccount = () => new ServiceError('DuplicateAccountException', 'The account is already present in the specified destination.')
export const rootNotFound = () => new ServiceError('RootNotFoundException', "You specified a root that doesn't exist.")
export const unitNotFound = () => new ServiceError('OrganizationalUnitNotFoundException', "You specified an organizational unit that doesn't exist.")
export const unitNotEmpty = () => new ServiceError('OrganizationalUnitNotEmptyException', 'The organizational unit is not empty.')
export const duplicateUnit = () => new ServiceError('DuplicateOrganizationalUnitException', 'An OU with the same name already exists.')
export const targetNotFound = () => new ServiceError('TargetNotFoundException', "You specified a target that doesn't exist.")

export const constraintViolation = (Reason: string, message: string) => new ServiceError('ConstraintViolationException', message, 400, { Reason })
export const invalidInput = (Reason: string, message: string) => new ServiceError('InvalidInputException', message, 400, { Reason })
export const invalidToken = () =>
  invalidInput('INVALID_NEXT_TOKEN', 'You specified an invalid value for nextToken. You must get the value from the response to a previous call to the API.')

export const policyNotFound = () => new ServiceError('PolicyNotFoundException', "You specified a policy that doesn't exist.")
export const duplicatePolicy = () => new ServiceError('DuplicatePolicyException', 'A policy with the same name already exists.')
export const duplicateAttachment = () => new ServiceError('DuplicatePolicyAttachmentException', 'A policy with the specified name and type already exists.')
export const policyInUse = () =>
  new ServiceError(
    'PolicyInUseException',
    'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
  )
export const policyNotAttached = () =>
  new ServiceError('PolicyNotAttachedException', "The policy isn't attached to the specified target in the specified root.")
export const policyTypeNotEnabled = () => new ServiceError('PolicyTypeNotEnabledException', 'This operation can be performed only for enabled policy types.')
export const policyTypeAlreadyEnabled = () => new ServiceError('PolicyTypeAlreadyEnabledException', 'The specified policy type is already enabled.')
export const policyTypeNotAvailable = () =>
  new ServiceError(
    'PolicyTypeNotAvailableForOrganizationException',
    "You can't use the specified policy type with the feature set currently enabled for this organization.",
  )
export const malformedPolicy = () =>
  new ServiceError('MalformedPolicyDocumentException', 'The provided policy document does not meet the requirements of the specified policy type.')
