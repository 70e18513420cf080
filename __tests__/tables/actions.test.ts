import { describe, expect, it } from '@jest/globals'
import { actionsMatching } from '../../src/tables/actions.ts'

const names = (pattern: string): readonly string[] => actionsMatching(pattern).map(({ name }) => name)

describe('actionsMatching', () => {
  it('finds one action, in any case, with its level', () => {
    expect(actionsMatching('S3:getobject')).toMatchObject([{ name: 's3:GetObject', levels: ['read'] }])
    expect(actionsMatching('iam:AttachRolePolicy')).toMatchObject([{ levels: ['permissions', 'write'] }])
    expect(actionsMatching('s3:ListAllMyBuckets')).toMatchObject([{ levels: ['list'] }])
    expect(actionsMatching('ec2:RunInstances')).toMatchObject([{ levels: ['write'] }])
    expect(actionsMatching('rds:AddTagsToResource')).toMatchObject([{ levels: ['tagging', 'write'] }])
  })

  it('expands wildcards within a service', () => {
    expect(names('s3:*').length).toBeGreaterThan(150)
    expect(names('s3:?*')).toEqual(names('s3:*'))
    expect(names('sqs:Tag*')).toEqual(['sqs:TagQueue'])
    expect(names('iam:*RolePolicy')).toEqual(
      expect.arrayContaining(['iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:DeleteRolePolicy']),
    )
    expect(names('s3:*').every((name) => name.startsWith('s3:'))).toBe(true)
  })

  it('expands wildcards across services', () => {
    expect(names('*').length).toBeGreaterThan(20_000)
    expect(names('*:*')).toEqual(names('*'))
    expect(names('s?:getobject')).toEqual(['s3:GetObject'])
    expect(names('*')).toEqual(expect.arrayContaining([...names('sts:*')]))
    expect(new Set(names('*')).size).toBe(names('*').length)
  })

  it.each(['s3:GetObjekt', 'lamda:*', '', ':', 's3', 'constructor:*', 's3:GetObject:x'])(
    'finds nothing for %j',
    (pattern) => {
      expect(names(pattern)).toEqual([])
    },
  )

  it('spells every action as AWS does, and knows its level', () => {
    const all = actionsMatching('*')
    expect(all.filter(({ name }) => !/^[a-z0-9-]+:[A-Za-z][\w-]*$/.test(name))).toEqual([])
    expect(all.filter(({ levels }) => levels.length === 0)).toEqual([])
  })
})
