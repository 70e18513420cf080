import { ownText } from '../lib/own-text.ts'

export interface LiveTag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

/** Tags as AWS lists them. */
export const tagMap = (tags: readonly LiveTag[] | undefined): ReadonlyMap<string, string> =>
  new Map((tags ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[ownText(Key), ownText(Value ?? '')]])))
