const SQLITE_FULL = 13

/** Whether a failure means that there is no room left: in a file system's words (a quota's too), or in SQLite's. */
export function isDiskFull(error: unknown): boolean {
  const { code, errcode = 0 } = (error ?? {}) as NodeJS.ErrnoException & { readonly errcode?: number }
  return code === 'ENOSPC' || code === 'EDQUOT' || errcode % 256 === SQLITE_FULL
}
