/** The variants of a form, and what they are in a request. */
import type { ProductionVariant } from '@aws-sdk/client-sagemaker'
import { isCount, isName } from '../names.ts'

export interface VariantValues {
  readonly model: string
  readonly name: string
  readonly instanceType: string
  readonly count: string
  readonly weight: string
}

export const newVariant = (model: string, at: number): VariantValues => ({
  model,
  name: at === 0 ? 'AllTraffic' : `variant-name-${at + 1}`,
  instanceType: 'ml.m5.xlarge',
  count: '1',
  weight: '1',
})

export const isWeight = (text: string): boolean => /^\d+(\.\d+)?$/.test(text)

export const variantRight = ({ model, name, instanceType, count, weight }: VariantValues): boolean =>
  model !== '' && isName(name) && instanceType !== '' && isCount(count) && isWeight(weight)

export const variantRequest = ({ model, name, instanceType, count, weight }: VariantValues): ProductionVariant => ({
  VariantName: name,
  ModelName: model,
  InstanceType: instanceType as NonNullable<ProductionVariant['InstanceType']>,
  InitialInstanceCount: Number(count),
  InitialVariantWeight: Number(weight),
})
