import type { Json } from '../model/basics.ts'

export type JsonMap = { readonly [key: string]: Json }

export const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** Whether a map has these keys and no others, in whatever order. */
export const hasKeys = (value: JsonMap, keys: readonly string[]): boolean =>
  Object.keys(value).sort().join() === [...keys].sort().join()

export const isTextOrNull = (value: Json | undefined): boolean => value === null || typeof value === 'string'
