import type { GetAccountSummaryResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import * as accessKeys from '../access-key/access-key.store.ts'
import * as groups from '../group/group.store.ts'
import * as profiles from '../instance-profile/instance-profile.store.ts'
import { limits } from '../limits.ts'
import * as devices from '../mfa/mfa-device.store.ts'
import { ROOT_OWNER } from '../mfa/mfa-device.ts'
import * as policies from '../policy/policy.store.ts'
import * as roles from '../role/role.store.ts'
import * as users from '../user/user.store.ts'

const quotas = {
  UsersQuota: limits.usersPerAccount,
  GroupsQuota: limits.groupsPerAccount,
  RolesQuota: limits.rolesPerAccount,
  PoliciesQuota: limits.managedPoliciesPerAccount,
  InstanceProfilesQuota: limits.instanceProfilesPerAccount,
  // What Kenja does not have, it has none of.
  ServerCertificatesQuota: 20,
  SigningCertificatesPerUserQuota: 2,
  GroupsPerUserQuota: limits.groupsPerUser,
  AccessKeysPerUserQuota: limits.accessKeysPerUser,
  AttachedPoliciesPerGroupQuota: limits.managedPoliciesPerPrincipal,
  AttachedPoliciesPerRoleQuota: limits.managedPoliciesPerPrincipal,
  AttachedPoliciesPerUserQuota: limits.managedPoliciesPerPrincipal,
  UserPolicySizeQuota: limits.userInlinePoliciesCharacters,
  GroupPolicySizeQuota: limits.groupInlinePoliciesCharacters,
  RolePolicySizeQuota: limits.roleInlinePoliciesCharacters,
  AssumeRolePolicySizeQuota: limits.trustPolicyCharacters,
  PolicySizeQuota: limits.managedPolicyCharacters,
  VersionsPerPolicyQuota: limits.versionsPerManagedPolicy,
  PolicyVersionsInUseQuota: 10_000,
}

const flag = (value: boolean) => (value ? 1 : 0)

export const getAccountSummary: Operation<Record<string, never>, GetAccountSummaryResponse> = (_input, { db, account, iam }) => {
  const ownPolicies = policies.list(db, account)
  const mfaDevices = devices.list(db, account)
  return {
    SummaryMap: {
      ...quotas,
      Users: users.count(db, account),
      Groups: groups.count(db, account),
      Roles: roles.count(db, account),
      Policies: ownPolicies.length,
      PolicyVersionsInUse: ownPolicies.reduce((sum, { arn }) => sum + policies.versions(db, arn).length, 0),
      InstanceProfiles: profiles.count(db, account),
      MFADevices: mfaDevices.length,
      MFADevicesInUse: mfaDevices.filter(({ owner }) => owner !== undefined).length,
      AccountMFAEnabled: flag(mfaDevices.some(({ owner }) => owner === ROOT_OWNER)),
      AccountAccessKeysPresent: flag(accessKeys.ofUser(db, account, undefined).length > 0),
      AccountPasswordPresent: flag(iam.rootHasPassword()),
      AccountSigningCertificatesPresent: 0,
      ServerCertificates: 0,
      Providers: 0,
      GlobalEndpointTokenVersion: 1,
    } as Record<string, number>,
  }
}
