/**
 * SageMaker's instance types: size, what accepts them, and what an hour costs. A line a type, without the leading `ml.`:
 * name, vCPU, GiB of memory, uses, USD an hour in us-east-1, where that price is from, USD an hour in ap-northeast-1, GPUs. `-`: not known.
 *
 * Uses (the enumerations of SageMaker's API): N notebook, T training, H hosting, B batch transform, P processing.
 * Prices of us-east-1: L the public price list as read on 2026-09-27; U an undated public list.
 * Prices of ap-northeast-1 are derived: EC2's public Tokyo price × 1.2, the ratio that SageMaker's prices keep to EC2's in three other Regions. They are estimates.
 */
const TABLE = `
c4.large 2 3.75 H - - -
c4.xlarge 4 7.5 NTHBP - - -
c4.2xlarge 8 15 NTHBP - - -
c4.4xlarge 16 30 NTHBP - - -
c4.8xlarge 36 60 NTHBP - - -
c5.large 2 4 H 0.102 L 0.128
c5.xlarge 4 8 NTHBP 0.204 L 0.257
c5.2xlarge 8 16 NTHBP 0.408 L 0.514
c5.4xlarge 16 32 NTHBP 0.816 L 1.027
c5.9xlarge 36 72 NTHBP 1.836 L 2.311
c5.18xlarge 72 144 NTHBP 3.672 L 4.622
c5d.large 2 4 H - - -
c5d.xlarge 4 8 NH - - -
c5d.2xlarge 8 16 NH - - -
c5d.4xlarge 16 32 NH - - -
c5d.9xlarge 36 72 NH - - -
c5d.18xlarge 72 144 NH - - -
c5n.xlarge 4 10.5 T - - -
c5n.2xlarge 8 21 T - - -
c5n.4xlarge 16 42 T - - -
c5n.9xlarge 36 96 T - - -
c5n.18xlarge 72 192 T - - -
c6g.large 2 4 H - - -
c6g.xlarge 4 8 H - - -
c6g.2xlarge 8 16 H - - -
c6g.4xlarge 16 32 H - - -
c6g.8xlarge 32 64 H - - -
c6g.12xlarge 48 96 H - - -
c6g.16xlarge 64 128 H - - -
c6gd.large 2 4 H - - -
c6gd.xlarge 4 8 H - - -
c6gd.2xlarge 8 16 H - - -
c6gd.4xlarge 16 32 H - - -
c6gd.8xlarge 32 64 H - - -
c6gd.12xlarge 48 96 H - - -
c6gd.16xlarge 64 128 H - - -
c6gn.large 2 4 H - - -
c6gn.xlarge 4 8 H - - -
c6gn.2xlarge 8 16 H - - -
c6gn.4xlarge 16 32 H - - -
c6gn.8xlarge 32 64 H - - -
c6gn.12xlarge 48 96 H - - -
c6gn.16xlarge 64 128 H - - -
c6i.large 2 4 NHB 0.102 L -
c6i.xlarge 4 8 NTHBP 0.204 L -
c6i.2xlarge 8 16 NTHBP 0.408 L -
c6i.4xlarge 16 32 NTHBP 0.816 L -
c6i.8xlarge 32 64 NTHBP 1.632 L -
c6i.12xlarge 48 96 NTHBP 2.448 L -
c6i.16xlarge 64 128 NTHBP 3.264 L -
c6i.24xlarge 96 192 NTHBP 4.896 L -
c6i.32xlarge 128 256 NTHBP 6.528 L -
c6id.large 2 4 N - - -
c6id.xlarge 4 8 N - - -
c6id.2xlarge 8 16 N - - -
c6id.4xlarge 16 32 N - - -
c6id.8xlarge 32 64 N - - -
c6id.12xlarge 48 96 N - - -
c6id.16xlarge 64 128 N - - -
c6id.24xlarge 96 192 N - - -
c6id.32xlarge 128 256 N - - -
c6in.large 2 4 H - - -
c6in.xlarge 4 8 H - - -
c6in.2xlarge 8 16 H - - -
c6in.4xlarge 16 32 H - - -
c6in.8xlarge 32 64 H - - -
c6in.12xlarge 48 96 H - - -
c6in.16xlarge 64 128 H - - -
c6in.24xlarge 96 192 H - - -
c6in.32xlarge 128 256 H - - -
c7g.large 2 4 H - - -
c7g.xlarge 4 8 H - - -
c7g.2xlarge 8 16 H - - -
c7g.4xlarge 16 32 H - - -
c7g.8xlarge 32 64 H - - -
c7g.12xlarge 48 96 H - - -
c7g.16xlarge 64 128 H - - -
c7i.large 2 4 NTHBP 0.107 L -
c7i.xlarge 4 8 NTHBP 0.214 L -
c7i.2xlarge 8 16 NTHBP 0.428 L -
c7i.4xlarge 16 32 NTHBP 0.857 L -
c7i.8xlarge 32 64 NTHBP 1.714 L -
c7i.12xlarge 48 96 NTHBP 2.57 L -
c7i.16xlarge 64 128 NTHBP 3.427 L -
c7i.24xlarge 96 192 NTHBP 5.141 L -
c7i.48xlarge 192 384 NTHBP 10.282 L -
c8g.medium 1 2 H - - -
c8g.large 2 4 H - - -
c8g.xlarge 4 8 H - - -
c8g.2xlarge 8 16 H - - -
c8g.4xlarge 16 32 H - - -
c8g.8xlarge 32 64 H - - -
c8g.12xlarge 48 96 H - - -
c8g.16xlarge 64 128 H - - -
c8g.24xlarge 96 192 H - - -
c8g.48xlarge 192 384 H - - -
dl1.24xlarge 96 768 H - - - 8x Gaudi HL-205 32GB
g4dn.xlarge 4 16 NTHBP 0.7364 L - 1x T4 16GB
g4dn.2xlarge 8 32 NTHBP 0.94 L - 1x T4 16GB
g4dn.4xlarge 16 64 NTHBP 1.505 L - 1x T4 16GB
g4dn.8xlarge 32 128 NTHBP 2.72 L - 1x T4 16GB
g4dn.12xlarge 48 192 NTHBP 4.89 L - 4x T4 16GB
g4dn.16xlarge 64 256 NTHBP 5.44 L - 1x T4 16GB
g5.xlarge 4 16 NTHBP 1.41 L - 1x A10G 22GB
g5.2xlarge 8 32 NTHBP 1.52 L - 1x A10G 22GB
g5.4xlarge 16 64 NTHBP 2.03 L - 1x A10G 22GB
g5.8xlarge 32 128 NTHBP 3.06 L - 1x A10G 22GB
g5.12xlarge 48 192 NTHBP 7.09 L - 4x A10G 22GB
g5.16xlarge 64 256 NTHBP 5.12 L - 1x A10G 22GB
g5.24xlarge 96 384 NTHBP 10.18 L - 4x A10G 22GB
g5.48xlarge 192 768 NTHBP 20.36 L - 8x A10G 22GB
g6.xlarge 4 16 NTHBP 1.127 L - 1x L4 22GB
g6.2xlarge 8 32 NTHBP 1.222 L - 1x L4 22GB
g6.4xlarge 16 64 NTHBP 1.654 L - 1x L4 22GB
g6.8xlarge 32 128 NTHBP 2.518 L - 1x L4 22GB
g6.12xlarge 48 192 NTHBP 5.752 L - 4x L4 22GB
g6.16xlarge 64 256 NTHBP 4.246 L - 1x L4 22GB
g6.24xlarge 96 384 NTHBP 8.344 L - 4x L4 22GB
g6.48xlarge 192 768 NTHBP 16.688 L - 8x L4 22GB
g6e.xlarge 4 32 THP 2.61 L - 1x L40S 44GB
g6e.2xlarge 8 64 THP 2.8 L - 1x L40S 44GB
g6e.4xlarge 16 128 THP 3.76 L - 1x L40S 44GB
g6e.8xlarge 32 256 THP 5.66 L - 1x L40S 44GB
g6e.12xlarge 48 384 THP 13.12 L - 4x L40S 44GB
g6e.16xlarge 64 512 THP 9.47 L - 1x L40S 44GB
g6e.24xlarge 96 768 THP 18.83 L - 4x L40S 44GB
g6e.48xlarge 192 1536 THP 37.66 L - 8x L40S 44GB
g7e.2xlarge 8 64 THP - - - 1x RTX PRO Server 6000 96GB
g7e.4xlarge 16 128 THP - - - 1x RTX PRO Server 6000 96GB
g7e.8xlarge 32 256 THP - - - 1x RTX PRO Server 6000 96GB
g7e.12xlarge 48 512 THP - - - 2x RTX PRO Server 6000 96GB
g7e.24xlarge 96 1024 THP - - - 4x RTX PRO Server 6000 96GB
g7e.48xlarge 192 2048 THP - - - 8x RTX PRO Server 6000 96GB
inf1.xlarge 4 8 NH - - -
inf1.2xlarge 8 16 NH - - -
inf1.6xlarge 24 48 NH - - -
inf1.24xlarge 96 192 NH - - -
inf2.xlarge 4 16 NHB 0.99 L -
inf2.8xlarge 32 128 NHB 2.36 L -
inf2.24xlarge 96 384 NHB 7.79 L -
inf2.48xlarge 192 768 NHB 15.58 L -
m4.xlarge 4 16 NTHBP - - -
m4.2xlarge 8 32 NTHBP - - -
m4.4xlarge 16 64 NTHBP - - -
m4.10xlarge 40 160 NTHBP - - -
m4.16xlarge 64 256 NTHBP - - -
m5.large 2 8 THBP 0.115 L 0.149
m5.xlarge 4 16 NTHBP 0.23 L 0.298
m5.2xlarge 8 32 NTHBP 0.461 L 0.595
m5.4xlarge 16 64 NTHBP 0.922 L 1.19
m5.12xlarge 48 192 NTHBP 2.765 L 3.571
m5.24xlarge 96 384 NTHBP 5.53 L 7.142
m5d.large 2 8 NH 0.136 L -
m5d.xlarge 4 16 NH 0.271 L -
m5d.2xlarge 8 32 NH 0.542 L -
m5d.4xlarge 16 64 NH 1.085 L -
m5d.8xlarge 32 128 N 2.17 L -
m5d.12xlarge 48 192 NH 3.254 L -
m5d.16xlarge 64 256 N 4.339 L -
m5d.24xlarge 96 384 NH 6.509 L -
m6g.large 2 8 H - - -
m6g.xlarge 4 16 H - - -
m6g.2xlarge 8 32 H - - -
m6g.4xlarge 16 64 H - - -
m6g.8xlarge 32 128 H - - -
m6g.12xlarge 48 192 H - - -
m6g.16xlarge 64 256 H - - -
m6gd.large 2 8 H - - -
m6gd.xlarge 4 16 H - - -
m6gd.2xlarge 8 32 H - - -
m6gd.4xlarge 16 64 H - - -
m6gd.8xlarge 32 128 H - - -
m6gd.12xlarge 48 192 H - - -
m6gd.16xlarge 64 256 H - - -
m6i.large 2 8 NTHBP 0.115 L -
m6i.xlarge 4 16 NTHBP 0.23 L -
m6i.2xlarge 8 32 NTHBP 0.461 L -
m6i.4xlarge 16 64 NTHBP 0.922 L -
m6i.8xlarge 32 128 NTHBP 1.843 L -
m6i.12xlarge 48 192 NTHBP 2.765 L -
m6i.16xlarge 64 256 NTHBP 3.686 L -
m6i.24xlarge 96 384 NTHBP 5.53 L -
m6i.32xlarge 128 512 NTHBP 7.373 L -
m6id.large 2 8 N - - -
m6id.xlarge 4 16 N - - -
m6id.2xlarge 8 32 N - - -
m6id.4xlarge 16 64 N - - -
m6id.8xlarge 32 128 N - - -
m6id.12xlarge 48 192 N - - -
m6id.16xlarge 64 256 N - - -
m6id.24xlarge 96 384 N - - -
m6id.32xlarge 128 512 N - - -
m7i.large 2 8 NTHBP 0.121 L -
m7i.xlarge 4 16 NTHBP 0.242 L -
m7i.2xlarge 8 32 NTHBP 0.484 L -
m7i.4xlarge 16 64 NTHBP 0.968 L -
m7i.8xlarge 32 128 NTHBP 1.935 L -
m7i.12xlarge 48 192 NTHBP 2.903 L -
m7i.16xlarge 64 256 NTHBP 3.871 L -
m7i.24xlarge 96 384 NTHBP 5.806 L -
m7i.48xlarge 192 768 NTHBP 11.612 L -
m8g.medium 1 4 H - - -
m8g.large 2 8 H - - -
m8g.xlarge 4 16 H - - -
m8g.2xlarge 8 32 H - - -
m8g.4xlarge 16 64 H - - -
m8g.8xlarge 32 128 H - - -
m8g.12xlarge 48 192 H - - -
m8g.16xlarge 64 256 H - - -
m8g.24xlarge 96 384 H - - -
m8g.48xlarge 192 768 H - - -
p2.xlarge - - NTHBP - - -
p2.8xlarge - - NTHBP - - -
p2.16xlarge - - NTHBP - - -
p3.2xlarge 8 61 NTHBP 3.825 U - 1x V100 16GB
p3.8xlarge 32 244 NTHBP 14.688 U - 4x V100 16GB
p3.16xlarge 64 488 NTHBP 28.152 U - 8x V100 16GB
p3dn.24xlarge 96 768 NT 35.894 U - 8x V100 32GB
p4d.24xlarge 96 1152 NTH 25.2513 L - 8x A100 40GB
p4de.24xlarge 96 1152 NTH 31.5641 L - 8x A100 80GB
p5.4xlarge 16 256 NTHP 7.912 L - 1x H100 80GB
p5.48xlarge 192 2048 NTH 63.296 L - 8x H100 80GB
p5e.48xlarge 192 2048 TH - - - 8x H200 141GB
p5en.48xlarge 192 2048 NTH - - - 8x H200 141GB
p6-b200.48xlarge 192 2048 NTH - - - 8x B200 179GB
p6-b300.48xlarge 192 4096 TH - - - 8x B300 268GB
p6e-gb200.36xlarge - - TH - - -
r5.large 2 16 NTHP 0.151 L 0.182
r5.xlarge 4 32 NTHP 0.302 L 0.365
r5.2xlarge 8 64 NTHP 0.605 L 0.73
r5.4xlarge 16 128 NTHP 1.21 L 1.459
r5.8xlarge 32 256 NTP 2.419 L 2.918
r5.12xlarge 48 384 NTHP 3.629 L 4.378
r5.16xlarge 64 512 NTP 4.838 L 5.837
r5.24xlarge 96 768 NTHP 7.258 L 8.755
r5d.large 2 16 THP - - -
r5d.xlarge 4 32 THP - - -
r5d.2xlarge 8 64 THP - - -
r5d.4xlarge 16 128 THP - - -
r5d.8xlarge 32 256 TP - - -
r5d.12xlarge 48 384 THP - - -
r5d.16xlarge 64 512 TP - - -
r5d.24xlarge 96 768 THP - - -
r6g.large 2 16 H - - -
r6g.xlarge 4 32 H - - -
r6g.2xlarge 8 64 H - - -
r6g.4xlarge 16 128 H - - -
r6g.8xlarge 32 256 H - - -
r6g.12xlarge 48 384 H - - -
r6g.16xlarge 64 512 H - - -
r6gd.large 2 16 H - - -
r6gd.xlarge 4 32 H - - -
r6gd.2xlarge 8 64 H - - -
r6gd.4xlarge 16 128 H - - -
r6gd.8xlarge 32 256 H - - -
r6gd.12xlarge 48 384 H - - -
r6gd.16xlarge 64 512 H - - -
r6i.large 2 16 NHB 0.151 L -
r6i.xlarge 4 32 NHB 0.302 L -
r6i.2xlarge 8 64 NHB 0.605 L -
r6i.4xlarge 16 128 NHB 1.21 L -
r6i.8xlarge 32 256 NHB 2.419 L -
r6i.12xlarge 48 384 NHB 3.629 L -
r6i.16xlarge 64 512 NHB 4.838 L -
r6i.24xlarge 96 768 NHB 7.258 L -
r6i.32xlarge 128 1024 NHB 9.677 L -
r6id.large 2 16 N - - -
r6id.xlarge 4 32 N - - -
r6id.2xlarge 8 64 N - - -
r6id.4xlarge 16 128 N - - -
r6id.8xlarge 32 256 N - - -
r6id.12xlarge 48 384 N - - -
r6id.16xlarge 64 512 N - - -
r6id.24xlarge 96 768 N - - -
r6id.32xlarge 128 1024 N - - -
r7gd.medium 1 8 H - - -
r7gd.large 2 16 H - - -
r7gd.xlarge 4 32 H - - -
r7gd.2xlarge 8 64 H - - -
r7gd.4xlarge 16 128 H - - -
r7gd.8xlarge 32 256 H - - -
r7gd.12xlarge 48 384 H - - -
r7gd.16xlarge 64 512 H - - -
r7i.large 2 16 NTHBP 0.159 L -
r7i.xlarge 4 32 NTHBP 0.318 L -
r7i.2xlarge 8 64 NTHBP 0.635 L -
r7i.4xlarge 16 128 NTHBP 1.27 L -
r7i.8xlarge 32 256 NTHBP 2.54 L -
r7i.12xlarge 48 384 NTHBP 3.81 L -
r7i.16xlarge 64 512 NTHBP 5.08 L -
r7i.24xlarge 96 768 NTHBP 7.62 L -
r7i.48xlarge 192 1536 NTHBP 15.241 L -
r8g.medium 1 8 H - - -
r8g.large 2 16 H - - -
r8g.xlarge 4 32 H - - -
r8g.2xlarge 8 64 H - - -
r8g.4xlarge 16 128 H - - -
r8g.8xlarge 32 256 H - - -
r8g.12xlarge 48 384 H - - -
r8g.16xlarge 64 512 H - - -
r8g.24xlarge 96 768 H - - -
r8g.48xlarge 192 1536 H - - -
t2.medium 2 4 NH 0.0464 L -
t2.large 2 8 NH 0.111 L -
t2.xlarge 4 16 NH 0.223 L -
t2.2xlarge 8 32 NH 0.445 L -
t3.medium 2 4 NTP 0.05 L 0.065
t3.large 2 8 NTP 0.1 L 0.131
t3.xlarge 4 16 NTP 0.2 L 0.261
t3.2xlarge 8 32 NTP 0.399 L 0.522
trn1.2xlarge 8 32 NTHB 1.54 L -
trn1.32xlarge 128 512 NTHB 24.73 L -
trn1n.32xlarge 128 512 NTH - - -
trn2.48xlarge 192 2048 TH - - -
`

export type Use = 'notebook' | 'training' | 'hosting' | 'transform' | 'processing'
export type PriceMark = 'listed' | 'undated'

export interface MlInstance {
  /** `ml.m5.xlarge`. */
  readonly name: string
  readonly vcpu: number | undefined
  readonly memoryGib: number | undefined
  readonly gpu: string | undefined
  readonly uses: readonly Use[]
  /** An hour in us-east-1. */
  readonly usEast1: { readonly usd: number; readonly mark: PriceMark } | undefined
  /** An hour in ap-northeast-1, derived. */
  readonly tokyoUsd: number | undefined
}

const USES: Readonly<Record<string, Use>> = { N: 'notebook', T: 'training', H: 'hosting', B: 'transform', P: 'processing' }

const known = (text: string | undefined): number | undefined => (text === undefined || text === '-' ? undefined : Number(text))

function parse(line: string): MlInstance {
  const [name, vcpu, memory, uses = '', usd, mark, tokyo, ...gpu] = line.split(' ')
  return {
    name: `ml.${name}`,
    vcpu: known(vcpu),
    memoryGib: known(memory),
    gpu: gpu.length > 0 ? gpu.join(' ') : undefined,
    uses: [...uses].flatMap((letter) => USES[letter] ?? []),
    usEast1: usd === '-' ? undefined : { usd: Number(usd), mark: mark === 'L' ? 'listed' : 'undated' },
    tokyoUsd: known(tokyo),
  }
}

export const mlInstances: readonly MlInstance[] = TABLE.trim().split('\n').map(parse)
