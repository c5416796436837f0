import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation'
import { type ComponentType, useEffect, useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useStore } from '../lib/store.ts'
import { appMessages } from './app.messages.ts'
import { prefer, preferences, regionLocked } from './preferences.ts'
import { regionIds, regionName } from './regions.ts'
import { Search } from './search.tsx'
import { session, signOut, switchBack } from './session.ts'
import { useIdentity } from './use-identity.ts'

const LANGUAGES = [
  { id: 'en', text: 'English' },
  { id: 'ja', text: '日本語' },
] as const

export function TopBar() {
  const signedIn = useStore(session) !== undefined
  const [switching, setSwitching] = useState(false)
  const utilities = [useAppearance(), useLanguageChoice(), ...useRegionChoice(signedIn), ...useAccountMenu(signedIn, () => setSwitching(true))]
  return (
    <div id="kenja-top">
      <TopNavigation identity={{ href: '/', title: 'Kenja' }} utilities={utilities} {...(signedIn && { search: <Search /> })} />
      {switching && <SwitchRole onClose={() => setSwitching(false)} />}
    </div>
  )
}

function useLanguageChoice(): TopNavigationProps.MenuDropdownUtility {
  const texts = useText(appMessages)
  const { language } = useStore(preferences)
  const current = LANGUAGES.find(({ id }) => id === language)?.text ?? ''
  return {
    type: 'menu-dropdown',
    iconName: 'globe',
    // What is seen must be part of what is heard.
    ariaLabel: `${texts.language}: ${current}`,
    text: current,
    items: LANGUAGES.map(({ id, text }) => ({ id, text, disabled: id === language })),
    onItemClick: ({ detail }) => prefer({ language: detail.id === 'ja' ? 'ja' : 'en' }),
  }
}

function useAppearance(): TopNavigationProps.MenuDropdownUtility {
  const texts = useText(appMessages)
  const { dark, compact } = useStore(preferences)
  return {
    type: 'menu-dropdown',
    iconName: 'settings',
    ariaLabel: texts.settings,
    title: texts.appearance,
    items: [
      { id: 'dark', text: dark ? texts.light : texts.dark },
      { id: 'compact', text: compact ? texts.comfortable : texts.compact },
    ],
    onItemClick: ({ detail }) => prefer(detail.id === 'dark' ? { dark: !dark } : { compact: !compact }),
  }
}

function useRegionChoice(signedIn: boolean): TopNavigationProps.MenuDropdownUtility[] {
  const texts = useText(appMessages)
  const { language, region } = useStore(preferences)
  const locked = useStore(regionLocked)
  if (!signedIn) return []
  return [
    {
      type: 'menu-dropdown',
      ariaLabel: `${texts.region}: ${regionName(region, language)}`,
      text: regionName(region, language),
      title: texts.region,
      items: regionIds.map((id) => ({ id, text: regionName(id, language), description: id, disabled: locked || id === region })),
      onItemClick: ({ detail }) => prefer({ region: detail.id }),
    },
  ]
}

function useAccountMenu(signedIn: boolean, onSwitch: () => void): TopNavigationProps.MenuDropdownUtility[] {
  const texts = useText(appMessages)
  const switched = useStore(session)?.from !== undefined
  const act: Readonly<Record<string, () => void>> = { 'sign-out': signOut, 'switch-role': onSwitch, 'switch-back': switchBack }
  const identity = useIdentity()
  if (!signedIn) return []
  return [
    {
      type: 'menu-dropdown',
      iconName: 'user-profile',
      ariaLabel: `${texts.account}: ${identity?.name ?? ''}`,
      text: identity?.name ?? '',
      title: texts.signedInAs,
      description: identity?.arn ?? '',
      items: [
        ...(switched ? [{ id: 'switch-back', text: texts.switchBack }] : []),
        { id: 'switch-role', text: texts.switchRole },
        { id: 'sign-out', text: texts.signOut },
      ],
      onItemClick: ({ detail }) => act[detail.id]?.(),
    },
  ]
}

interface DialogProperties {
  readonly onClose: () => void
}

/** Its script, and that of STS, are loaded when they are first wanted. */
function SwitchRole({ onClose }: DialogProperties) {
  const [loaded, setLoaded] = useState<{ readonly Dialog: ComponentType<DialogProperties> }>()
  useEffect(() => void import('./switch-role-dialog.tsx').then(({ SwitchRoleDialog }) => setLoaded({ Dialog: SwitchRoleDialog })), [])
  return loaded ? <loaded.Dialog onClose={onClose} /> : null
}
