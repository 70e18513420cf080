import type { Json, Many } from './basics.ts'
import type { Problem } from './policy.ts'
import type { Kind } from './resource.ts'

/** A file of the repository; its path as the repository has it. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

/** What a glob came to: at least one file, or why there is none. */
export type FilesFound =
  | { readonly kind: 'files'; readonly files: Many<TextFile> }
  | { readonly kind: 'problem'; readonly found: string; readonly expected: string }

/** A problem with a rule's options that shows only with the files: where in the options, found, expected. */
export interface OptionProblem {
  readonly path: readonly (string | number)[]
  readonly found: string
  readonly expected: string
}

/** Problems of the files themselves, and of the options beside them. */
export interface FileProblems {
  readonly kind: 'problems'
  readonly files: readonly Problem[]
  readonly options: readonly OptionProblem[]
}

export type FilesRead<O> =
  /** `meaning`: what the files say, for the policy's hash. */
  { readonly kind: 'options'; readonly options: O; readonly meaning: Json } | FileProblems

/** What a rule's options name in the repository. Reading is pure: the policy's parser is given the text. */
export interface OptionFiles<O> {
  /** Globs, and where in the options each stands. */
  wanted(options: O): readonly { readonly path: readonly (string | number)[]; readonly glob: string }[]
  /** The options with what the files say. `kindsOf`: names of kinds as AWS has them → the policy's. */
  read(options: O, files: readonly TextFile[], kindsOf: (names: readonly string[]) => readonly Kind[]): FilesRead<O>
}
