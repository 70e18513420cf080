import { describe, expect, it } from '@jest/globals'
import { dispatchInputs } from '../../src/github/workflow.ts'

describe('what a workflow asks of whoever starts it by hand', () => {
  it.each<[string, readonly string[] | null]>([
    ['on: workflow_dispatch', []],
    ['on: [push, workflow_dispatch]', []],
    ['on:\n  workflow_dispatch:\n', []],
    [
      'on:\n  workflow_dispatch:\n    inputs:\n      mode: {}\n      approve:\n        type: string\n',
      ['mode', 'approve'],
    ],
    ['"on":\n  schedule: [{ cron: "0 0 * * *" }]', null],
    ['on: push', null],
    ['on: { workflow_call: { inputs: { mode: {} } } }', null],
    ['name: x', null],
    ['- a\n- b', null],
    ['on: [', null],
    ['', null],
  ])('%j: %j', (text, inputs) => expect(dispatchInputs(text)).toEqual(inputs))
})
