import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressText, freeAddress, holds, ipv6RangeText, overlap, rangeOf, rangeText, usableAddresses } from './ip-range.ts'

const range = (text: string) => {
  const found = rangeOf(text)
  assert.ok(found, text)
  return found
}

test('IPv4 ranges lose their host bits, and texts that are none are none', () => {
  assert.equal(rangeText(range('10.1.2.3/8')), '10.0.0.0/8')
  assert.equal(rangeText(range('255.255.255.255/32')), '255.255.255.255/32')
  assert.equal(rangeText(range('1.2.3.4/0')), '0.0.0.0/0')
  for (const text of ['', '1.2.3/8', '1.2.3.256/8', '1.2.3.4', '1.2.3.4/33', '1.2.3.4/8/9', '1.2.3.4/x', ' 1.2.3.4/8', '1.2.3.4/-1'])
    assert.equal(rangeOf(text), undefined, text)
})

test('what lies in another, what overlaps', () => {
  assert.ok(holds(range('10.0.0.0/8'), range('10.255.255.0/24')))
  assert.ok(!holds(range('10.0.0.0/16'), range('10.1.0.0/24')))
  assert.ok(overlap(range('10.0.0.0/24'), range('10.0.0.128/25')))
  assert.ok(!overlap(range('10.0.0.0/25'), range('10.0.0.128/25')))
})

test('free addresses are those that EC2 does not keep', () => {
  const small = range('10.0.0.16/28')
  assert.equal(usableAddresses(small), 11)
  const taken = new Set<string>()
  for (let address = freeAddress(small, taken); address !== undefined; address = freeAddress(small, taken)) taken.add(address)
  assert.deepEqual([...taken].slice(0, 2), ['10.0.0.20', '10.0.0.21'])
  assert.equal(taken.size, usableAddresses(small))
  assert.ok(!taken.has(addressText(small.first + small.size - 1)))
})

test('IPv6 ranges in their shortest spelling', () => {
  assert.equal(ipv6RangeText('2001:DB8:0:0:0:0:0:1/32'), '2001:db8::/32')
  assert.equal(ipv6RangeText('::/0'), '::/0')
  assert.equal(ipv6RangeText('fe80::1:2/120'), 'fe80::1:0/120')
  assert.equal(ipv6RangeText('1:2:3:4:5:6:7:ffff/113'), '1:2:3:4:5:6:7:8000/113')
  for (const text of ['::', '1::2::3/64', ':::/0', '12345::/64', '1:2:3:4:5:6:7/64', '1:2:3:4:5:6:7:8:9/64', 'x/1', '::/129', '1:2:3:4:5:6:7:8::/64'])
    assert.equal(ipv6RangeText(text), undefined, text)
})
