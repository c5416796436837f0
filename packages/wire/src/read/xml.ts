/** XML elements as a source. */
import { Malformed } from '../errors.ts'
import type { Member } from '../model.ts'
import { Element, parseXml } from '../xml.ts'
import { textOf } from './parameters.ts'
import { fromText } from './scalar.ts'
import type { Source } from './structure.ts'

/** The document's root, which must have this name. */
export function rootOf(bytes: Uint8Array, name: string): Element {
  const root = parseXml(textOf(bytes).replace(/^\uFEFF/, ''))
  if (root.name !== name) throw new Malformed(`${name} expected`)
  return root
}

/** A flattened list's or map's elements stand among the members; they are gathered under an element of their own. */
function gathered(elements: readonly Element[]): Element {
  const element = new Element('', new Map())
  element.children.push(...elements)
  return element
}

const namesOf = (member: Member | undefined, otherwise: string) => member?.locationName ?? otherwise
const repeated = (member: Member) => member.flattened && (member.shape.type === 'list' || member.shape.type === 'map')

export const xml: Source<Element> = {
  structure: (node) => (member) => {
    if (member.xmlAttribute) {
      const value = node.attributes.get(member.wireName.slice(member.wireName.indexOf(':') + 1))
      if (value === undefined) return undefined
      const element = new Element(member.wireName, new Map())
      element.text = value
      return element
    }
    if (repeated(member)) {
      const elements = node.named(member.locationName ?? namesOf(member.shape.item, member.name))
      return elements.length === 0 ? undefined : gathered(elements)
    }
    return node.named(member.wireName).at(-1)
  },
  list: (node, member) => (member.flattened ? node.children : node.named(namesOf(member.shape.item, 'member'))),
  map(node, member) {
    const { key, value } = member.shape
    return (member.flattened ? node.children : node.named('entry')).map((entry): [string, Element] => {
      const name = entry.named(namesOf(key, 'key')).at(-1)
      const held = entry.named(namesOf(value, 'value')).at(-1)
      if (!name || !held) throw new Malformed('A map entry needs a key and a value')
      return [fromText(name.text, key as Member) as string, held]
    })
  },
  scalar(node, member) {
    if (node.children.length > 0) throw new Malformed(`Text expected in ${node.name}`)
    return fromText(node.text, member)
  },
  document() {
    throw new Malformed('Documents cannot be sent in XML')
  },
}
