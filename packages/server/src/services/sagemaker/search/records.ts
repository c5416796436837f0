/** What can be searched for: every resource of the caller's account and region as the record that Search answers. */
import type { ModelDashboardEndpoint, SearchRecord } from '@aws-sdk/client-sagemaker'
import type { Ports } from '../../../operation.ts'
import * as endpoints from '../endpoint/endpoint.store.ts'
import { describe as describeEndpoint, type Endpoint, summarize } from '../endpoint/endpoint.ts'
import { validation } from '../errors.ts'
import * as models from '../model/model.store.ts'
import { describe as describeModel } from '../model/model.ts'
import * as jobs from '../training-job/training-job.store.ts'
import { describe as describeJob } from '../training-job/training-job.ts'
import { type Property, propertyNamed, propertyNames, type Shape, shapeNamed } from './property.ts'

export interface Searchable {
  /** The member of SearchRecord. */
  readonly member: keyof SearchRecord
  /** The record's shape in the model. */
  readonly shape: string
  /** Where in the record the resource's own members stand, with a dot at the end. */
  readonly within?: string
  readonly nameMember: string
  readonly defaultSort: string
  all(ports: Ports): unknown[]
}

/** Pages are for callers: here all rows are wanted. */
const EVERYTHING = { MaxResults: Number.MAX_SAFE_INTEGER - 1 }

/** Only what the record's shape has: Describe's answers have a little more. */
function fit(shape: Shape, described: object, tags: unknown): Record<string, unknown> {
  const known = Object.entries(described).filter(([name, value]) => value !== undefined && shape.byName.has(name))
  return { ...Object.fromEntries(known), Tags: tags }
}

const hosts = ({ state }: Endpoint, modelName: string): boolean =>
  [state.live, state.next].some((fleet) => fleet?.variants.some((variant) => variant.modelName === modelName))

const searchable: Readonly<Record<string, Searchable>> = {
  TrainingJob: {
    member: 'TrainingJob',
    shape: 'TrainingJob',
    nameMember: 'TrainingJobName',
    defaultSort: 'LastModifiedTime',
    all: (ports) => jobs.page(ports, EVERYTHING).jobs.map((job) => fit(shapeNamed('TrainingJob'), describeJob(job), ports.tags.of(job.arn))),
  },
  Endpoint: {
    member: 'Endpoint',
    shape: 'Endpoint',
    nameMember: 'EndpointName',
    defaultSort: 'LastModifiedTime',
    all: (ports) =>
      endpoints.page(ports, EVERYTHING).endpoints.map((endpoint) => fit(shapeNamed('Endpoint'), describeEndpoint(endpoint), ports.tags.of(endpoint.arn))),
  },
  Model: {
    member: 'Model',
    shape: 'ModelDashboardModel',
    within: 'Model.',
    nameMember: 'ModelName',
    defaultSort: 'CreationTime',
    all(ports) {
      const hosting = endpoints.page(ports, EVERYTHING).endpoints
      return models.page(ports, EVERYTHING).models.map((model) => ({
        Model: fit(shapeNamed('Model'), describeModel(model), ports.tags.of(model.arn)),
        Endpoints: hosting
          .filter((endpoint) => hosts(endpoint, model.name))
          .map((endpoint): ModelDashboardEndpoint => summarize(endpoint) as ModelDashboardEndpoint),
      }))
    },
  },
}

/** Undefined for kinds of resources that do not exist here: a search for them finds nothing, which is the truth. */
export const searchableNamed = (resource: string): Searchable | undefined => (Object.hasOwn(searchable, resource) ? searchable[resource] : undefined)

export function findProperty({ shape, within }: Searchable, name: string): Property {
  const property = propertyNamed(shapeNamed(shape), name, within)
  if (!property) throw validation(`Unknown property name: ${name}`)
  return property
}

/** Of a model's record, the model's own names, as the filters write them. */
export const namesOf = ({ shape, within }: Searchable, records: readonly unknown[]): string[] =>
  within === undefined
    ? propertyNames(shapeNamed(shape), records)
    : propertyNames(
        shapeNamed(within.slice(0, -1)),
        records.map((record) => (record as Record<string, unknown>)[within.slice(0, -1)]),
      )
