/** The instance types that the forms offer; every other one can be typed in. Sizes: AWS's instance pages. Prices: public list of us-east-1 as of 2026-09-27, USD an hour. */
export type Use = 'notebook' | 'training' | 'hosting'

export interface InstanceType {
  readonly name: string
  readonly vcpu: number
  readonly memoryGib: number
  readonly usdPerHour?: number
  readonly uses: readonly Use[]
}

const NTH: readonly Use[] = ['notebook', 'training', 'hosting']

export const instanceTypes: readonly InstanceType[] = [
  { name: 'ml.t2.medium', vcpu: 2, memoryGib: 4, usdPerHour: 0.0464, uses: ['notebook', 'hosting'] },
  { name: 'ml.t2.large', vcpu: 2, memoryGib: 8, usdPerHour: 0.111, uses: ['notebook', 'hosting'] },
  { name: 'ml.t3.medium', vcpu: 2, memoryGib: 4, usdPerHour: 0.05, uses: ['notebook', 'training'] },
  { name: 'ml.t3.large', vcpu: 2, memoryGib: 8, usdPerHour: 0.1, uses: ['notebook', 'training'] },
  { name: 'ml.t3.xlarge', vcpu: 4, memoryGib: 16, usdPerHour: 0.2, uses: ['notebook', 'training'] },
  { name: 'ml.m4.xlarge', vcpu: 4, memoryGib: 16, uses: NTH },
  { name: 'ml.m5.large', vcpu: 2, memoryGib: 8, usdPerHour: 0.115, uses: ['training', 'hosting'] },
  { name: 'ml.m5.xlarge', vcpu: 4, memoryGib: 16, usdPerHour: 0.23, uses: NTH },
  { name: 'ml.m5.2xlarge', vcpu: 8, memoryGib: 32, usdPerHour: 0.461, uses: NTH },
  { name: 'ml.m5.4xlarge', vcpu: 16, memoryGib: 64, usdPerHour: 0.922, uses: NTH },
  { name: 'ml.c5.large', vcpu: 2, memoryGib: 4, usdPerHour: 0.102, uses: ['hosting'] },
  { name: 'ml.c5.xlarge', vcpu: 4, memoryGib: 8, usdPerHour: 0.204, uses: NTH },
  { name: 'ml.c5.2xlarge', vcpu: 8, memoryGib: 16, usdPerHour: 0.408, uses: NTH },
  { name: 'ml.r5.large', vcpu: 2, memoryGib: 16, usdPerHour: 0.151, uses: NTH },
  { name: 'ml.r5.xlarge', vcpu: 4, memoryGib: 32, usdPerHour: 0.302, uses: NTH },
]

export const instanceTypesFor = (use: Use): InstanceType[] => instanceTypes.filter(({ uses }) => uses.includes(use))
