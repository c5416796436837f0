/**
 * `expf` as glibc (2.28 and later) computes it, bit for bit: libxgboost's sigmoid calls it, and the correctly rounded exponential differs from it in
 * the last bit of some results. Algorithm: Arm's optimized routines, `sysdeps/ieee754/flt-32/e_expf.c`: e^x = 2^(k/32) · 2^(r/32), |r| ≤ 1/2, with a cubic
 * polynomial in double precision.
 */
export function expf(x: number): number {
  const scaled = x * INV_LN2_N
  // Adding and taking away 1.5·2^52 rounds to the nearest whole number, ties to even.
  const k = scaled + SHIFT - SHIFT
  const r = scaled - k
  const square = r * r
  const polynomial = (C0 * r + C1) * square + (C2 * r + 1)
  const steps = k | 0
  return Math.fround(polynomial * (POWERS[steps & 31] as number) * 2 ** (steps >> 5))
}

const N = 32
const INV_LN2_N = Math.LOG2E * N
const SHIFT = 1.5 * 2 ** 52
const C0 = 0.05550361559341535 / N / N / N
const C1 = 0.2402284522445722 / N / N
const C2 = 0.6931471806916203 / N
/** 2^(i/32) in double precision. */
const POWERS = Float64Array.from({ length: N }, (_, i) => 2 ** (i / N))

const f32 = Math.fround

/** libxgboost's sigmoid in float32. Before 1.x it had neither the cap nor the small addend; neither changes a result in float32 unless the margin is below -88. */
export function sigmoid(margin: number): number {
  return f32(1 / f32(f32(expf(Math.min(-margin, 88.7)) + 1) + 1e-16))
}
