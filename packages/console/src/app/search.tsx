import Autosuggest from '@cloudscape-design/components/autosuggest'
import { useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useStore } from '../lib/store.ts'
import { appMessages } from './app.messages.ts'
import type { Area } from './area.ts'
import { areas } from './areas.ts'
import { preferences } from './preferences.ts'
import { navigate } from './router.ts'

/** Finds services and their pages by their names in both languages. */
export function Search() {
  const texts = useText(appMessages)
  const { language } = useStore(preferences)
  const [value, setValue] = useState('')
  const options = areas.map((area) => {
    const words = area.texts[language]
    const other = area.texts[language === 'ja' ? 'en' : 'ja']
    return {
      label: area.title(words),
      options: [
        { value: area.home, label: area.title(words), filteringTags: [...area.alsoFoundBy, area.title(other)] },
        ...linksOf(area, words).map(({ text, href }, at) => ({ value: href, label: text, filteringTags: [linksOf(area, other)[at]?.text ?? ''] })),
      ],
    }
  })
  return (
    <div className="kenja-search">
      <Autosuggest
        value={value}
        options={options}
        ariaLabel={texts.search}
        placeholder={texts.search}
        enteredTextLabel={(text) => text}
        empty={texts.noPage}
        onChange={({ detail }) => setValue(detail.value)}
        onSelect={({ detail }) => {
          setValue('')
          if (detail.value.startsWith('/')) navigate(detail.value)
        }}
      />
    </div>
  )
}

const linksOf = (area: Area, words: Area['texts']['en']) => area.navigation(words).flatMap(({ links }) => links)
