import { troubleOf } from './errors.ts'

interface Answer {
  readonly $metadata?: { readonly httpStatusCode?: number }
}

/** How the SDK names an answer that bears no code of AWS's. */
const nameless = /^(NotFound|Unknown|UnknownError|Error)$/
const unknownCall =
  /^(NotImplemented|MethodNotAllowed|UnknownOperation|UnknownOperationException|UnsupportedOperation|InvalidAction)$/
/** There is no such host, or the account before it makes no host's name: nothing was sent. */
const nowhere = /^(ENOTFOUND|ERR_INVALID_URL)$/

/** Whether the endpoint does not offer a call at all, and so surely did not do it. Whatever else it answers is an answer to it. */
export function isNotOffered(error: unknown): boolean {
  const { code } = troubleOf(error)
  const status = (error as Answer | null)?.$metadata?.httpStatusCode
  if (unknownCall.test(code) || status === 501) return true
  return status === undefined ? nowhere.test(code) : (status === 404 || status === 405) && nameless.test(code)
}
