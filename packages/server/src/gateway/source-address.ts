/** The caller's address as records and policies have it. A caller on the Unix socket is a task of this machine. */
export const sourceAddress = (address: string | undefined): string => (address === undefined ? '127.0.0.1' : address.replace(/^::ffff:/, ''))
