import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { useQuery } from '../aws/use-query.ts'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'

interface GivenTag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

/** A resource's tags at the end of its page. */
export function TagsSection({ queryKey, ask }: { readonly queryKey: string; readonly ask: () => Promise<readonly GivenTag[]> }) {
  const common = useText(commonMessages)
  const { data } = useQuery(queryKey, ask, { restMs: 0 })
  if (!data) return null
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${data.length})`}>
          {common.tags}
        </Header>
      }
    >
      {data.length === 0 ? common.noTags : <KeyValuePairs columns={3} items={data.map(({ Key, Value }) => ({ label: Key, value: Value || '-' }))} />}
    </Container>
  )
}
