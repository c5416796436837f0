/**
 * The Maven libraries up to 1.7 name libjvm.so as needed but use no symbol of it. This makes a shared object that holds nothing but that name:
 * loaded first, it satisfies the need, and the published library stays untouched, so that its sha256 stays checkable. ELF64, x86-64, little endian.
 */
export function emptySharedObject(soname: string): Buffer {
  const align8 = (n: number) => Math.ceil(n / 8) * 8
  const names = Buffer.from(`\0${soname}\0`)
  const hashAt = ELF_HEADER + 3 * PROGRAM_HEADER
  const symbolAt = align8(hashAt + 20)
  const namesAt = symbolAt + 24
  const dynamicAt = align8(namesAt + names.length)
  const dynamic: readonly (readonly [number, number])[] = [
    [DT.soname, 1],
    [DT.hash, hashAt],
    [DT.strtab, namesAt],
    [DT.symtab, symbolAt],
    [DT.strsz, names.length],
    [DT.syment, 24],
    [DT.null, 0],
  ]
  const elf = Buffer.alloc(dynamicAt + dynamic.length * 16)
  writeElfHeader(elf)
  writeProgramHeader(elf, 0, PT.load, 0, elf.length, 65536)
  writeProgramHeader(elf, 1, PT.dynamic, dynamicAt, dynamic.length * 16, 8)
  writeProgramHeader(elf, 2, PT.gnuStack, 0, 0, 16)
  elf.writeUInt32LE(1, hashAt)
  elf.writeUInt32LE(1, hashAt + 4)
  names.copy(elf, namesAt)
  for (const [index, value] of dynamic.flat().entries()) elf.writeBigUInt64LE(BigInt(value), dynamicAt + index * 8)
  return elf
}

const ELF_HEADER = 64
const PROGRAM_HEADER = 56
const READ_WRITE = 6
const PT = { load: 1, dynamic: 2, gnuStack: 0x6474e551 }
const DT = { null: 0, hash: 4, strtab: 5, symtab: 6, strsz: 10, syment: 11, soname: 14 }

function writeElfHeader(elf: Buffer): void {
  elf.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  const sharedObject = 3
  const x86_64 = 62
  elf.writeUInt16LE(sharedObject, 16)
  elf.writeUInt16LE(x86_64, 18)
  elf.writeUInt32LE(1, 20)
  elf.writeBigUInt64LE(BigInt(ELF_HEADER), 32)
  elf.writeUInt16LE(ELF_HEADER, 52)
  elf.writeUInt16LE(PROGRAM_HEADER, 54)
  elf.writeUInt16LE(3, 56)
  elf.writeUInt16LE(64, 58)
}

function writeProgramHeader(elf: Buffer, index: number, type: number, offset: number, size: number, alignment: number): void {
  const at = ELF_HEADER + index * PROGRAM_HEADER
  elf.writeUInt32LE(type, at)
  elf.writeUInt32LE(READ_WRITE, at + 4)
  for (const [i, value] of [offset, offset, offset, size, size, alignment].entries()) elf.writeBigUInt64LE(BigInt(value), at + 8 + i * 8)
}
