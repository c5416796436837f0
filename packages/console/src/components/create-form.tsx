import Button from '@cloudscape-design/components/button'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Form from '@cloudscape-design/components/form'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type FormEvent, type ReactNode, useState } from 'react'
import { navigate } from '../app/router.ts'
import type { ShownCall } from '../code/show-call.ts'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import { ErrorAlert } from './error-text.tsx'
import { ShowAsCode } from './show-as-code.tsx'

export interface CreateFormProperties {
  readonly title: string
  readonly description?: string
  readonly button: string
  /** Where Cancel leads. */
  readonly back: string
  readonly children: ReactNode
  /** What the click costs on AWS: a `PriceNote`. */
  readonly price?: ReactNode
  /** The same step as code, from what is filled in now. */
  readonly code?: ShownCall | readonly ShownCall[]
  /** False: something is missing or wrong; the fields say so from then on. */
  readonly valid: boolean
  /** Hears that the button was pressed while something was wrong. */
  readonly onInvalid: () => void
  readonly onSubmit: () => Promise<unknown>
  /** Hears that the person gave up. */
  readonly onCancel: () => void
}

/** A page with a form that creates something: sections, the button at the end, the error above it. */
export function CreateForm({ title, description, button, back, children, price, code, valid, onInvalid, onSubmit, onCancel }: CreateFormProperties) {
  const common = useText(commonMessages)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!valid) return onInvalid()
    setBusy(true)
    setError(undefined)
    try {
      await onSubmit()
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const cancel = () => {
    onCancel()
    navigate(back)
  }
  return (
    <ContentLayout
      header={
        <Header variant="h1" {...(description && { description })} {...(code && { actions: <ShowAsCode calls={[code].flat()} /> })}>
          {title}
        </Header>
      }
    >
      <form onSubmit={submit} noValidate>
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" onClick={cancel}>
                {common.cancel}
              </Button>
              <Button variant="primary" formAction="submit" loading={busy}>
                {button}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            {children}
            <ErrorAlert error={error} />
            {price}
          </SpaceBetween>
        </Form>
      </form>
    </ContentLayout>
  )
}
