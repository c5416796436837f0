import type { GetSearchSuggestionsRequest, GetSearchSuggestionsResponse } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { namesOf, searchableNamed } from './records.ts'

/** How many names AWS gives at most, says its API reference nowhere; a list of a console is no longer. */
const MOST = 100

/** Names of properties that hold the hint, those that begin with it first. */
export const getSearchSuggestions: Operation<GetSearchSuggestionsRequest, GetSearchSuggestionsResponse> = ({ Resource, SuggestionQuery }, ctx) => {
  const searchable = searchableNamed(Resource)
  if (!searchable) return { PropertyNameSuggestions: [] }
  const hint = (SuggestionQuery?.PropertyNameQuery?.PropertyNameHint ?? '').toLowerCase()
  const names = namesOf(searchable, searchable.all(ctx)).filter((name) => name.toLowerCase().includes(hint))
  const begins = (name: string) => Number(!name.toLowerCase().startsWith(hint))
  names.sort((a, b) => begins(a) - begins(b))
  return { PropertyNameSuggestions: names.slice(0, MOST).map((PropertyName) => ({ PropertyName })) }
}
