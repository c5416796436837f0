export type PreviewKind = 'csv' | 'json' | 'text' | 'image' | 'none'

/** By content type where it says something, else by the name's end. */
export function previewKind(key: string, contentType: string): PreviewKind {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const end = /\.([a-z0-9]+)$/i.exec(key)?.[1]?.toLowerCase() ?? ''
  if (/^image\/(png|jpeg|gif|webp|svg\+xml)$/.test(type)) return 'image'
  if (type === 'text/csv' || end === 'csv') return 'csv'
  if (type === 'application/json' || /^(json|ipynb|jsonl)$/.test(end)) return end === 'jsonl' ? 'text' : 'json'
  if (type.startsWith('text/') || /^(txt|log|md|py|sh|yaml|yml|xml|libsvm|manifest)$/.test(end)) return 'text'
  return 'none'
}
