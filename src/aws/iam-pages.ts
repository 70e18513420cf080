import { malformedAnswer } from './gap.ts'

/** A page of one of IAM's lists; `items` undefined: the answer lacks its list. */
export interface MarkedPage<T> {
  readonly items: readonly T[] | undefined
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

/** What to add to a request for the page at a marker. */
export const atMarker = (marker: string | undefined): { readonly Marker?: string } =>
  marker === undefined ? {} : { Marker: marker }

/** All pages of a list, some of them short or even empty; throws for what is no list, and for half of one. */
export async function allPages<T>(
  operation: string,
  page: (marker: string | undefined) => Promise<MarkedPage<T>>,
): Promise<readonly T[]> {
  const all: T[] = []
  let marker: string | undefined
  do {
    const { items, IsTruncated, Marker } = await page(marker)
    if (items === undefined || (IsTruncated === true && (!Marker || Marker === marker)))
      throw malformedAnswer(`no list in the answer to ${operation}, or half of one`)
    all.push(...items)
    marker = IsTruncated === true ? Marker : undefined
  } while (marker !== undefined)
  return all
}
