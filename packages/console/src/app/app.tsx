import { I18nProvider, type I18nProviderProps } from '@cloudscape-design/components/i18n'
import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles'
import { useEffect, useState } from 'react'
import type { Language } from '../i18n/messages.ts'
import { useStore } from '../lib/store.ts'
import { bringJapaneseFont } from './japanese-font.ts'
import { Layout } from './layout.tsx'
import { preferences } from './preferences.ts'
import { askOtherTabs, session } from './session.ts'
import { SignInPage } from './sign-in-page.tsx'
import { TopBar } from './top-bar.tsx'

type ComponentTexts = I18nProviderProps.Messages

/** The texts that Cloudscape's own parts say. */
const componentTexts: Readonly<Record<Language, () => Promise<{ default: ComponentTexts }>>> = {
  en: () => import('@cloudscape-design/components/i18n/messages/all.en'),
  ja: () => import('@cloudscape-design/components/i18n/messages/all.ja'),
}

// Both take a moment, and neither needs the other nor the first drawing.
const otherTabs = askOtherTabs()
void componentTexts[preferences.get().language]()

export function App() {
  const { language, dark, compact } = useStore(preferences)
  const current = useStore(session)
  const [texts, setTexts] = useState<{ readonly language: Language; readonly messages: ComponentTexts }>()
  const [asked, setAsked] = useState(current !== undefined)
  useEffect(() => {
    document.documentElement.lang = language
    if (language === 'ja') void bringJapaneseFont()
    void componentTexts[language]().then(({ default: messages }) => setTexts({ language, messages }))
  }, [language])
  useEffect(() => {
    applyMode(dark ? Mode.Dark : Mode.Light)
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
    applyDensity(compact ? Density.Compact : Density.Comfortable)
  }, [dark, compact])
  useEffect(() => void otherTabs.then(() => setAsked(true)), [])
  if (!texts || !asked) return null
  return (
    <I18nProvider locale={texts.language} messages={[texts.messages]}>
      <TopBar />
      {current ? <Layout /> : <SignInPage />}
    </I18nProvider>
  )
}
