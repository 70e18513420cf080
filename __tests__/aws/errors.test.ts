import { describe, expect, it } from '@jest/globals'
import { isTransient, malformed, troubleOf } from '../../src/aws/errors.ts'

const sdkError = (name: string, more: object = {}): Error =>
  Object.assign(new Error('as AWS says it'), { name, ...more })

// Names as EC2, STS, IAM and the tagging API spell them, and as Node spells what befalls a connection.
const table = {
  denied: [
    'UnauthorizedOperation',
    'AccessDenied',
    'AccessDeniedException',
    'AuthFailure',
    'OptInRequired',
    'InvalidClientTokenId',
    'UnrecognizedClientException',
    'ExpiredToken',
    'ExpiredTokenException',
    'RequestExpired',
    'SignatureDoesNotMatch',
    'CredentialsProviderError',
  ],
  throttled: [
    'RequestLimitExceeded',
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'TooManyRequestsException',
    'EC2ThrottledException',
  ],
  unreachable: [
    'TimeoutError',
    'AbortError',
    'ECONNRESET',
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EPIPE',
    'InternalError',
    'Unavailable',
    'ServiceUnavailable',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_PROXY_TUNNEL',
  ],
  'not-found': [
    'InvalidGroup.NotFound',
    'InvalidPermission.NotFound',
    'InvalidSecurityGroupRuleId.NotFound',
    'InvalidPrefixListID.NotFound',
    'NoSuchEntity',
    'ResourceNotFoundException',
  ],
  unsupported: ['UnsupportedOperation', 'InvalidAction', 'UnknownOperationException'],
  malformed: ['SyntaxError', 'InvalidParameterValue', 'MalformedAnswer'],
} as const

describe('errors of the SDK are told apart', () => {
  for (const [why, names] of Object.entries(table))
    it.each(names)(`${why}: %s`, (name) => {
      for (const error of [sdkError(name), sdkError('Error', { code: name }), sdkError('Error', { Code: name })])
        expect(troubleOf(error)).toMatchObject({ why, code: name, message: 'as AWS says it', byOrganization: false })
    })

  it('by what AWS calls them before what HTTP does', () => {
    const status = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } })
    expect(troubleOf(sdkError('RequestLimitExceeded', status(503))).why).toBe('throttled')
    expect(troubleOf(sdkError('AccessDenied', status(500))).why).toBe('denied')
    expect(troubleOf(sdkError('NobodyKnows', status(503))).why).toBe('unreachable')
    expect(troubleOf(sdkError('NobodyKnows', status(429))).why).toBe('throttled')
    expect(troubleOf(sdkError('NobodyKnows', status(403))).why).toBe('denied')
    expect(troubleOf(sdkError('NobodyKnows', status(400))).why).toBe('malformed')
    // What could not be parsed has its status on the raw answer alone.
    expect(troubleOf(sdkError('SyntaxError', { $response: { statusCode: 502 } })).why).toBe('unreachable')
    expect(troubleOf(sdkError('SyntaxError', { $response: { statusCode: 200 } })).why).toBe('malformed')
  })

  it.each([undefined, null, 'text', 7, {}])('and what is none is an answer that was not understood: %p', (thrown) => {
    expect(troubleOf(thrown)).toMatchObject({ why: 'malformed', code: 'Error' })
  })

  it('a deny of the organization is marked as such', () => {
    for (const kind of ['service control policy', 'resource control policy']) {
      const message = `User: arn:… is not authorized to perform: ec2:DescribeRegions with an explicit deny in a ${kind}`
      expect(troubleOf(Object.assign(new Error(message), { name: 'UnauthorizedOperation' }))).toMatchObject({
        why: 'denied',
        byOrganization: true,
      })
    }
  })

  it('only what passes is worth another try', () => {
    const transient = Object.entries(table).filter(([, [name]]) => isTransient(troubleOf(sdkError(name))))
    expect(transient.map(([why]) => why)).toEqual(['throttled', 'unreachable'])
    expect(isTransient(malformed('no list'))).toBe(false)
  })

  it('trouble that was understood before stays what it was', () => {
    const trouble = malformed('no list')
    expect(troubleOf(Object.assign(new Error('later'), { trouble }))).toBe(trouble)
  })
})
