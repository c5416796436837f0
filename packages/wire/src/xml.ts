/** XML to a small tree. saxes finds the tokens; what is not allowed from outside is refused here. */
import { SaxesParser } from 'saxes'
import { Malformed } from './errors.ts'
import * as limits from './limits.ts'

/** Names are without their prefix: clients choose prefixes freely, and no model has two members that differ only in their namespace. */
export class Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Element[] = []
  /** All text directly inside, entities resolved, white space kept. */
  text = ''
  #byName: Map<string, Element[]> | undefined
  constructor(name: string, attributes: ReadonlyMap<string, string>) {
    this.name = name
    this.attributes = attributes
  }
  /** The children with this name, in their order. */
  named(name: string): readonly Element[] {
    if (!this.#byName) {
      this.#byName = new Map()
      for (const child of this.children) {
        const same = this.#byName.get(child.name)
        if (same) same.push(child)
        else this.#byName.set(child.name, [child])
      }
    }
    return this.#byName.get(name) ?? []
  }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)
const noAttributes: ReadonlyMap<string, string> = new Map()

/**
 * The root element. Throws Malformed for what is not well-formed, has a document type (so no entity can be declared), nests deeper than `limits.depth`
 * or has more than `limits.xmlNodes` elements and attributes.
 */
export function parseXml(text: string): Element {
  const parser = new SaxesParser({ position: false })
  const open: Element[] = []
  let root: Element | undefined
  let nodes = 0
  const refuse = (why: string) => {
    throw new Malformed(why)
  }
  const add = (part: string) => {
    const element = open.at(-1)
    if (element) element.text += part
  }
  parser.on('error', (error) => refuse(error.message))
  parser.on('doctype', () => refuse('A document type is not allowed'))
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('opentag', (tag) => {
    const names = Object.keys(tag.attributes)
    nodes += 1 + names.length
    if (nodes > limits.xmlNodes) refuse('The XML has too many elements')
    if (open.length >= limits.depth) refuse('The XML is nested too deeply')
    if (tag.name.length > limits.nameLength) refuse('A name is too long')
    const attributes = names.length === 0 ? noAttributes : new Map(names.map((name) => [local(name), tag.attributes[name] as string]))
    const element = new Element(local(tag.name), attributes)
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(text).close()
  if (!root) throw new Malformed('The XML has no element')
  return root
}
