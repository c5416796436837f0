import { ListPoliciesCommand } from '@aws-sdk/client-iam'
import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { flash } from '../../app/flash.ts'
import { collectPages } from '../../aws/collect-pages.ts'
import { iam } from '../../aws/iam.ts'
import { useQuery } from '../../aws/use-query.ts'
import type { ShownCall } from '../../code/show-call.ts'
import { ChoiceField } from '../../components/choice-field.tsx'
import { Confirm } from '../../components/confirm.tsx'
import { ResourceTable } from '../../components/resource-table.tsx'
import { TextBlock } from '../../components/text-block.tsx'
import { commonMessages } from '../../i18n/common.messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { iamMessages } from './iam.messages.ts'
import { InlineDialog } from './inline-dialog.tsx'
import { readable } from './policy-document.ts'

export interface ShownPolicy {
  readonly name: string
  /** A managed policy has one. */
  readonly arn?: string
  /** Of an inline policy. */
  readonly document?: string
}

export interface PoliciesSectionProperties {
  /** Whose policies: part of the query's name. */
  readonly owner: string
  readonly list: () => Promise<ShownPolicy[]>
  readonly attach: (arn: string) => Promise<unknown>
  /** The same as code. */
  readonly attachCode: (arn: string) => ShownCall
  readonly detach: (policy: ShownPolicy) => Promise<unknown>
  /** The request that writes an inline policy. */
  readonly putInline: (name: string, document: string) => InlinePolicy
}

export type InlinePolicy = { readonly PolicyName: string; readonly PolicyDocument: string } & ({ readonly UserName: string } | { readonly RoleName: string })

export const listAllPolicies = () =>
  collectPages(async (Marker) => {
    const answer = await iam().send(new ListPoliciesCommand({ ...(Marker && { Marker }) }))
    return { items: answer.Policies, next: answer.Marker }
  })

export const policyHref = (arn: string): string => `/iam/policies/detail/${encodeURIComponent(arn)}`

/** The policies of a user or role. */
export function PoliciesSection({ owner, list, attach, attachCode, detach, putInline }: PoliciesSectionProperties) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const query = useQuery(`policies of ${owner}`, list, { restMs: 0 })
  const [attaching, setAttaching] = useState(false)
  const [writing, setWriting] = useState(false)
  const remove = async (policy: ShownPolicy) => {
    try {
      await detach(policy)
      flash('success', texts.detached(policy.name))
      query.reload()
    } catch (error) {
      flash('error', policy.name, error)
    }
  }
  return (
    <>
      <ResourceTable
        variant="container"
        filter={false}
        title={texts.permissionsPolicies}
        query={query}
        nameOf={({ name, arn }) => arn ?? name}
        empty={texts.noPolicies}
        columns={[
          { id: 'name', header: texts.policyName, cell: (policy) => <PolicyName policy={policy} />, sortBy: ({ name }) => name },
          { id: 'type', header: common.type, cell: ({ arn }) => (arn === undefined ? texts.inline : texts.managed) },
          {
            id: 'detach',
            header: common.actions,
            cell: (policy) => (
              <Button variant="inline-link" onClick={() => void remove(policy)}>
                {policy.arn === undefined ? common.delete : texts.detach}
              </Button>
            ),
          },
        ]}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setWriting(true)}>{texts.addInline}</Button>
            <Button onClick={() => setAttaching(true)}>{texts.attach}</Button>
          </SpaceBetween>
        }
      />
      {writing && <InlineDialog putInline={putInline} onWritten={query.reload} onClose={() => setWriting(false)} />}
      {attaching && <AttachDialog attach={attach} attachCode={attachCode} onAttached={query.reload} onClose={() => setAttaching(false)} />}
    </>
  )
}

function PolicyName({ policy }: { readonly policy: ShownPolicy }) {
  if (policy.arn !== undefined) return <Link href={policyHref(policy.arn)}>{policy.name}</Link>
  return (
    <ExpandableSection headerText={policy.name}>
      <TextBlock text={readable(policy.document)} />
    </ExpandableSection>
  )
}

interface AttachDialogProperties {
  readonly attach: (arn: string) => Promise<unknown>
  readonly attachCode: (arn: string) => ShownCall
  readonly onAttached: () => void
  readonly onClose: () => void
}

function AttachDialog({ attach, attachCode, onAttached, onClose }: AttachDialogProperties) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const [arn, setArn] = useState('')
  const policies = useQuery('all policies', listAllPolicies, { restMs: 0 })
  const confirm = async () => {
    if (arn === '') throw new RangeError(common.required)
    await attach(arn)
    flash('success', texts.attached(arn.split('/').at(-1) as string))
    onAttached()
  }
  return (
    <Confirm title={texts.attach} button={texts.attach} code={[attachCode(arn)]} onConfirm={confirm} onClose={onClose}>
      <SpaceBetween size="m">
        <ChoiceField
          label={texts.policyName}
          value={arn}
          loading={policies.loading}
          filter
          choices={(policies.data ?? []).map(({ Arn = '', PolicyName = '' }) => ({ value: Arn, label: PolicyName, description: Arn }))}
          onChange={setArn}
        />
      </SpaceBetween>
    </Confirm>
  )
}
