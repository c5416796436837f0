/** The models: read when a service is first asked for, compiled when an operation is first used. */
import { readFileSync } from 'node:fs'
import type { ServiceId } from './types.ts'

export type Location = 'uri' | 'querystring' | 'header' | 'headers' | 'statusCode'
export type TimestampFormat = 'unixTimestamp' | 'iso8601' | 'rfc822'
type ShapeType =
  | 'structure'
  | 'list'
  | 'map'
  | 'string'
  | 'boolean'
  | 'byte'
  | 'short'
  | 'integer'
  | 'long'
  | 'float'
  | 'double'
  | 'timestamp'
  | 'blob'
  | 'document'

interface RawReference {
  readonly shape: string
  readonly location?: Location
  readonly locationName?: string
  readonly queryName?: string
  readonly flattened?: boolean
  readonly streaming?: boolean
  readonly eventpayload?: boolean
  readonly jsonvalue?: boolean
  readonly xmlAttribute?: boolean
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string }
  readonly timestampFormat?: TimestampFormat
  readonly resultWrapper?: string
}

interface RawShape {
  readonly type: string
  readonly document?: boolean
  readonly members?: Readonly<Record<string, RawReference>>
  readonly member?: RawReference
  readonly key?: RawReference
  readonly value?: RawReference
  readonly required?: readonly string[]
  readonly payload?: string
  readonly enum?: readonly string[]
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly flattened?: boolean
  readonly streaming?: boolean
  readonly union?: boolean
  readonly eventstream?: boolean
  readonly sensitive?: boolean
  readonly exception?: boolean
  readonly error?: { readonly code?: string; readonly httpStatusCode?: number; readonly senderFault?: boolean }
  readonly timestampFormat?: TimestampFormat
  readonly locationName?: string
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string }
}

interface RawOperation {
  readonly name: string
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number }
  readonly input?: RawReference
  readonly output?: RawReference
  readonly errors?: readonly RawReference[]
  readonly deprecated?: boolean
  readonly requestcompression?: unknown
  readonly httpChecksum?: { readonly requestAlgorithmMember?: string; readonly requestChecksumRequired?: boolean }
}

interface RawModel {
  readonly metadata: { readonly apiVersion: string; readonly jsonVersion?: string; readonly targetPrefix?: string; readonly xmlNamespace?: string }
  readonly operations: Readonly<Record<string, RawOperation>>
  readonly shapes: Readonly<Record<string, RawShape>>
}

/** A compiled shape. Its references are resolved, so shapes may contain themselves. */
export interface Shape {
  readonly name: string
  readonly type: ShapeType
  /** A structure's members in the model's order. */
  readonly members: readonly Member[]
  readonly byName: ReadonlyMap<string, Member>
  /** Those that travel in the body: without a location and not the payload. */
  readonly bodyMembers: readonly Member[]
  readonly payload?: Member
  readonly item?: Member
  readonly key?: Member
  readonly value?: Member
  readonly enum?: ReadonlySet<string>
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  /** Whether any constraint stands above, asked before each value. */
  readonly constrained: boolean
  readonly union: boolean
  readonly eventStream: boolean
  readonly sensitive: boolean
  readonly exception: boolean
  readonly error?: RawShape['error']
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string }
}

/** A shape in its place: a structure's member, a list's item, a map's key or value, an operation's input or output. */
export interface Member {
  readonly name: string
  /** The name in messages: AWS lower-cases the first letter. */
  readonly path: string
  readonly shape: Shape
  readonly required: boolean
  readonly location?: Location
  /** Name on the wire where the model gives one. */
  readonly locationName?: string
  readonly wireName: string
  /** The name in a form of EC2's protocol: its own one, else the wire's with a capital. */
  readonly ec2Name: string
  readonly flattened: boolean
  readonly streaming: boolean
  /** An event's member that is the frame's payload by itself. */
  readonly eventPayload: boolean
  readonly jsonvalue: boolean
  readonly xmlAttribute: boolean
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string }
  readonly timestampFormat?: TimestampFormat
}

export interface Operation {
  readonly name: string
  readonly method: string
  /** Path and query literals as in the model: `/{Bucket}/{Key+}?tagging`. */
  readonly requestUri: string
  readonly status: number
  readonly input?: Member
  readonly output?: Member
  /** The output's member that is an event stream. */
  readonly eventStream?: Member
  readonly resultWrapper?: string
  readonly errors: readonly string[]
  readonly deprecated: boolean
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

const none: readonly Member[] = []
const noNames: ReadonlyMap<string, Member> = new Map()

/** One service's model. */
export class Model {
  readonly service: ServiceId
  readonly apiVersion: string
  readonly targetPrefix: string | undefined
  readonly xmlNamespace: string | undefined
  readonly operationNames: readonly string[]
  readonly #raw: RawModel
  readonly #shapes = new Map<string, Shape>()
  readonly #operations = new Map<string, Operation>()
  #faults: Map<string, string> | undefined

  constructor(service: ServiceId, raw: RawModel) {
    this.service = service
    this.#raw = raw
    this.apiVersion = raw.metadata.apiVersion
    this.targetPrefix = raw.metadata.targetPrefix
    this.xmlNamespace = raw.metadata.xmlNamespace
    this.operationNames = Object.keys(raw.operations)
  }

  operation(name: string): Operation | undefined {
    const known = this.#operations.get(name)
    if (known || !Object.hasOwn(this.#raw.operations, name)) return known
    const raw = this.#raw.operations[name] as RawOperation
    const output = raw.output && this.#reference(raw.output.shape, raw.output, false)
    const eventStream = output?.shape.members.find(({ shape }) => shape.eventStream)
    const operation: Operation = {
      name,
      method: raw.http.method,
      requestUri: raw.http.requestUri,
      status: raw.http.responseCode ?? 200,
      ...(raw.input && { input: this.#reference(raw.input.shape, raw.input, false) }),
      ...(output && { output }),
      ...(eventStream && { eventStream }),
      ...(raw.output?.resultWrapper !== undefined && { resultWrapper: raw.output.resultWrapper }),
      errors: (raw.errors ?? []).map(({ shape }) => shape),
      deprecated: raw.deprecated ?? false,
    }
    this.#operations.set(name, operation)
    return operation
  }

  /** What routing needs of an operation, without compiling its shapes. */
  binding(name: string): {
    readonly method: string
    readonly requestUri: string
    readonly deprecated: boolean
    readonly query: readonly string[]
    readonly headers: readonly string[]
  } {
    const { http, input, deprecated } = this.#raw.operations[name] as RawOperation
    const shape = input && this.#raw.shapes[input.shape]
    const needed = (location: Location) =>
      (shape?.required ?? []).flatMap((member) => {
        const reference = shape?.members?.[member]
        return reference?.location === location ? [reference.locationName ?? member] : []
      })
    return {
      method: http.method,
      requestUri: http.requestUri,
      deprecated: deprecated ?? false,
      query: needed('querystring'),
      headers: needed('header').map((header) => header.toLowerCase()),
    }
  }

  /** Whether the operation's payload is a byte stream. */
  streamsInput(name: string): boolean {
    const reference = (this.#raw.operations[name] as RawOperation).input
    const shape = reference && this.#raw.shapes[reference.shape]
    const payload = shape?.payload === undefined ? undefined : shape.members?.[shape.payload]
    return payload !== undefined && (payload.streaming === true || this.#raw.shapes[payload.shape]?.streaming === true)
  }

  /** Whether `x-amz-checksum-*` headers are about the request's body; elsewhere (CompleteMultipartUpload) they are members like others. */
  checksumsBody(name: string): boolean {
    const { httpChecksum } = this.#raw.operations[name] as RawOperation
    return httpChecksum?.requestAlgorithmMember !== undefined || httpChecksum?.requestChecksumRequired === true
  }

  /** Every regular expression that some shape has. */
  patterns(): string[] {
    return [...new Set(Object.values(this.#raw.shapes).flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern])))]
  }

  /** A modelled error by its code on the wire or by its shape's name. */
  fault(code: string): Shape | undefined {
    if (!this.#faults) {
      this.#faults = new Map()
      for (const [name, shape] of Object.entries(this.#raw.shapes)) {
        if (!shape.exception) continue
        if (shape.error?.code !== undefined && !this.#faults.has(shape.error.code)) this.#faults.set(shape.error.code, name)
      }
      for (const [name, shape] of Object.entries(this.#raw.shapes)) if (shape.exception) this.#faults.set(name, name)
    }
    const name = this.#faults.get(code)
    return name === undefined ? undefined : this.shape(name)
  }

  shape(name: string): Shape {
    const known = this.#shapes.get(name)
    if (known) return known
    const raw = this.#raw.shapes[name]
    if (!raw) throw new Error(`${this.service}: no shape ${name}`)
    const shape = bareShape(name, raw)
    this.#shapes.set(name, shape)
    if (raw.members) {
      const required = new Set(raw.required)
      shape.members = Object.entries(raw.members).map(([member, reference]) => this.#reference(member, reference, required.has(member)))
      shape.byName = new Map(shape.members.map((member) => [member.name, member]))
      shape.bodyMembers = shape.members.filter((member) => member.location === undefined && member.name !== raw.payload)
      if (raw.payload !== undefined) shape.payload = shape.byName.get(raw.payload) as Member
    }
    if (raw.member) shape.item = this.#reference('member', raw.member, false)
    if (raw.key) shape.key = this.#reference('key', raw.key, false)
    if (raw.value) shape.value = this.#reference('value', raw.value, false)
    return shape
  }

  #reference(name: string, reference: RawReference, required: boolean): Member {
    const raw = this.#raw.shapes[reference.shape] as RawShape
    const { location, locationName, xmlNamespace } = reference
    const timestampFormat = reference.timestampFormat ?? raw.timestampFormat
    return {
      name,
      path: name.charAt(0).toLowerCase() + name.slice(1),
      shape: this.shape(reference.shape),
      required,
      ...(location !== undefined && { location }),
      ...(locationName !== undefined && { locationName }),
      wireName: locationName ?? name,
      ec2Name: reference.queryName ?? capital(locationName ?? name),
      flattened: reference.flattened ?? raw.flattened ?? false,
      streaming: reference.streaming ?? raw.streaming ?? false,
      eventPayload: reference.eventpayload ?? false,
      jsonvalue: reference.jsonvalue ?? false,
      xmlAttribute: reference.xmlAttribute ?? false,
      ...(xmlNamespace !== undefined && { xmlNamespace }),
      ...(timestampFormat !== undefined && { timestampFormat }),
    }
  }
}

function bareShape(name: string, raw: RawShape): Mutable<Shape> {
  return {
    name,
    type: raw.document ? 'document' : (raw.type as ShapeType),
    members: none,
    byName: noNames,
    bodyMembers: none,
    ...(raw.enum && { enum: new Set(raw.enum) }),
    ...(raw.min !== undefined && { min: raw.min }),
    ...(raw.max !== undefined && { max: raw.max }),
    ...(raw.pattern !== undefined && { pattern: raw.pattern }),
    constrained: raw.enum !== undefined || raw.min !== undefined || raw.max !== undefined || raw.pattern !== undefined,
    union: raw.union ?? false,
    eventStream: raw.eventstream ?? false,
    sensitive: raw.sensitive ?? false,
    exception: raw.exception ?? false,
    ...(raw.error && { error: raw.error }),
    ...(raw.xmlNamespace && { xmlNamespace: raw.xmlNamespace }),
  }
}

const loaded = new Map<ServiceId, Model>()

/** The service's model; read from its file on the first call (10 ms for the largest). */
export function modelOf(service: ServiceId): Model {
  let model = loaded.get(service)
  if (!model) {
    const file = new URL(`../models/${service}.json`, import.meta.url)
    model = new Model(service, JSON.parse(readFileSync(file, 'utf8')) as RawModel)
    loaded.set(service, model)
  }
  return model
}
