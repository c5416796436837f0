/** Outputs as XML. */
import type { Member, Shape } from '../model.ts'
import { listOf, mapOf, misfit, structureOf } from './check.ts'
import { textOf } from './scalar.ts'

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// Control characters are no XML 1.0, escaped or not; S3 sends them escaped all the same, and so do we. Escaped, a carriage return survives the reader's line-end rule.
const special = /[&<>"\u0000-\u0008\u000B-\u001F\u0085\u2028\uFFFE\uFFFF]/g

/** Text between tags or quotes. */
export function escapeXml(text: string): string {
  const whole = text.toWellFormed()
  return whole.search(special) < 0
    ? whole
    : whole.replace(special, (character) => escapes[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`)
}

/** An element that holds only text; '' when there is none. */
export const textElement = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`

const declared = (member: Member): string => {
  const space = member.xmlNamespace ?? member.shape.xmlNamespace
  return space?.prefix === undefined ? '' : ` xmlns:${space.prefix}="${escapeXml(space.uri)}"`
}

/** The members inside an element, and the attributes that stand on it. */
function content(shape: Shape, value: unknown, path: string, members: readonly Member[]): { attributes: string; inner: string } {
  const structure = structureOf(shape, value, path)
  let attributes = ''
  let inner = ''
  for (const member of members) {
    const part = structure[member.name]
    if (part === undefined) continue
    const place = path === '' ? member.name : `${path}.${member.name}`
    if (member.xmlAttribute) attributes += ` ${member.wireName}="${escapeXml(textOf(member, part, place, 'iso8601'))}"`
    else inner += xmlValue(member, part, place, member.wireName)
  }
  return { attributes, inner }
}

/** `attributes` come first on the element, for a root's namespace. `members` are those that travel in the body; `first` stands before them. */
export function xmlStructure(member: Member, value: unknown, path: string, name: string, attributes = '', members = member.shape.members, first = ''): string {
  const { attributes: own, inner } = content(member.shape, value, path, members)
  return `<${name}${attributes}${declared(member)}${own}>${first}${inner}</${name}>`
}

function xmlList(member: Member, value: unknown, path: string, name: string): string {
  const item = member.shape.item as Member
  const itemName = member.flattened ? (member.locationName ?? item.locationName ?? name) : (item.locationName ?? 'member')
  const inner = listOf(value, path)
    .map((part, index) => xmlValue(item, part, `${path}[${index}]`, itemName))
    .join('')
  return member.flattened ? inner : `<${name}>${inner}</${name}>`
}

function xmlMap(member: Member, value: unknown, path: string, name: string): string {
  const { key, value: held } = member.shape as { key: Member; value: Member }
  const entryName = member.flattened ? name : 'entry'
  const inner = mapOf(value, path)
    .map(
      ([text, part]) =>
        `<${entryName}>${textElement(key.locationName ?? 'key', text)}${xmlValue(held, part, `${path}.${text}`, held.locationName ?? 'value')}</${entryName}>`,
    )
    .join('')
  return member.flattened ? inner : `<${name}>${inner}</${name}>`
}

/** One element, or several for a flattened list or map. Throws Misfit. */
export function xmlValue(member: Member, value: unknown, path: string, name: string): string {
  const { shape } = member
  switch (shape.type) {
    case 'structure':
      if (shape.eventStream) misfit(path, 'is an event stream, which only the member of an output can be')
      return xmlStructure(member, value, path, name)
    case 'document':
      return misfit(path, 'is a document, which XML cannot hold')
    case 'list':
      return xmlList(member, value, path, name)
    case 'map':
      return xmlMap(member, value, path, name)
    default:
      return `<${name}${declared(member)}>${escapeXml(textOf(member, value, path, 'iso8601'))}</${name}>`
  }
}
