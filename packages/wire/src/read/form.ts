/** A form (awsQuery, ec2Query) as a source: `Tags.member.1.Key=a` is a path into a tree. */
import { Malformed } from '../errors.ts'
import * as limits from '../limits.ts'
import type { Member } from '../model.ts'
import type { Parameters } from './parameters.ts'
import { fromText } from './scalar.ts'
import type { Source } from './structure.ts'

export interface FormNode {
  value?: string
  children?: Map<string, FormNode>
}

/** The tree of a form's names. Of a repeated name the last value wins. */
export function treeOf(form: Parameters): FormNode {
  const root: FormNode = {}
  for (const [name, value] of form.all) {
    const parts = name.split('.')
    if (parts.length > limits.depth) throw new Malformed('A parameter name is nested too deeply')
    let node = root
    for (const part of parts) {
      node.children ??= new Map()
      let child = node.children.get(part)
      if (!child) {
        child = {}
        node.children.set(part, child)
      }
      node = child
    }
    node.value = value
  }
  return root
}

/** Items `1`, `2`, … in their order. Gaps are closed, as AWS does; `Tags=` alone is an empty list. */
function items(node: FormNode | undefined): FormNode[] {
  if (!node?.children) return []
  const numbered: [number, FormNode][] = []
  for (const [name, child] of node.children) if (/^\d{1,9}$/.test(name)) numbered.push([Number(name), child])
  return numbered.sort(([a], [b]) => a - b).map(([, child]) => child)
}

const nameOf = (member: Member | undefined, otherwise: string) => member?.locationName ?? otherwise

export const form: Source<FormNode> = {
  structure: (node) => (member) => {
    const { shape } = member
    const name = member.flattened && shape.type === 'list' ? nameOf(shape.item, member.wireName) : member.wireName
    return node.children?.get(name)
  },
  list: (node, member) => items(member.flattened ? node : node.children?.get(nameOf(member.shape.item, 'member'))),
  map(node, member) {
    const { key, value } = member.shape
    return items(member.flattened ? node : node.children?.get('entry')).map((entry): [string, FormNode] => {
      const name = entry.children?.get(nameOf(key, 'key'))?.value
      const held = entry.children?.get(nameOf(value, 'value'))
      if (name === undefined || !held) throw new Malformed('A map entry needs a key and a value')
      return [fromText(name, key as Member) as string, held]
    })
  },
  scalar(node, member) {
    if (node.children && node.value === undefined) throw new Malformed(`Unexpected complex element for ${member.name}`)
    return fromText(node.value ?? '', member)
  },
  document() {
    throw new Malformed('Documents cannot be sent in a form')
  },
}

/** EC2's way: names begin with a capital, lists are always flattened and their items bear numbers only; it has no maps. */
export const ec2Form: Source<FormNode> = {
  ...form,
  structure: (node) => (member) => node.children?.get(member.ec2Name),
  list: (node) => items(node),
}
