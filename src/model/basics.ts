/** Brands keep strings apart that must not be mixed. Only a parser may make one. */
type Brand<T, B extends string> = T & { readonly __brand: B }

/** 64 hexadecimal digits: SHA-256 over canonical JSON. */
export type Hash = Brand<string, 'Hash'>
/** 12 digits. */
export type AccountId = Brand<string, 'AccountId'>
/** `eu-west-1`, or `global` for what has no region (IAM). */
export type Region = Brand<string, 'Region'>
/** A calendar day, `2027-03-31`, UTC. */
export type Day = Brand<string, 'Day'>

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Many<T> = readonly [T, ...T[]]

/** Why something could not be read. `malformed`: the answer was cut, or not of the form that AWS documents. */
export type Why = 'denied' | 'throttled' | 'unreachable' | 'not-found' | 'unsupported' | 'malformed'

/** A fact that was read, or that could not be: never `undefined`. `operation` is the IAM action, `ec2:DescribeSecurityGroups`. */
export type Observed<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: Why; readonly operation: string }

/** The answer of a selector, an exception, or a comparison that may lack a fact. */
export type Tri = 'yes' | 'no' | 'unknown'

export type Severity = 'low' | 'medium' | 'high' | 'critical'
export const severities = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Severity[]

export type Mode = 'detect' | 'check' | 'remediate' | 'record' | 'undo'
export const modes = ['detect', 'check', 'remediate', 'record', 'undo'] as const satisfies readonly Mode[]
