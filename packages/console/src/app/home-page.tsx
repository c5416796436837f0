import Box from '@cloudscape-design/components/box'
import Cards from '@cloudscape-design/components/cards'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useText } from '../i18n/use-text.ts'
import { useStore } from '../lib/store.ts'
import { appMessages } from './app.messages.ts'
import { areas } from './areas.ts'
import { preferences } from './preferences.ts'

export function HomePage() {
  const texts = useText(appMessages)
  const { language } = useStore(preferences)
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={texts.homeIntroduction}>
          {texts.homeTitle}
        </Header>
      }
    >
      <Cards
        items={[...areas]}
        trackBy="id"
        cardsPerRow={[{ cards: 1 }, { minWidth: 700, cards: 2 }]}
        ariaLabels={{ itemSelectionLabel: (_, area) => area.id, selectionGroupLabel: texts.services }}
        cardDefinition={{
          header: (area) => (
            <Link href={area.home} fontSize="heading-m">
              {area.title(area.texts[language])}
            </Link>
          ),
          sections: [
            {
              id: 'about',
              content: (area) => (
                <SpaceBetween size="s">
                  <Box color="text-body-secondary">{area.description(area.texts[language])}</Box>
                  <SpaceBetween direction="horizontal" size="m">
                    {area
                      .navigation(area.texts[language])
                      .flatMap(({ links }) => links)
                      .map(({ text, href }) => (
                        <Link key={href} href={href}>
                          {text}
                        </Link>
                      ))}
                  </SpaceBetween>
                </SpaceBetween>
              ),
            },
          ],
        }}
      />
    </ContentLayout>
  )
}
