/** Tag `broken` cannot be prepared. */
if (process.env.KENJA_IMAGE_TAG === 'broken') {
  process.stderr.write('looking for the library\nThe library cannot be fetched: no network.\n')
  process.exit(1)
}
