/** Keys that say whose request it is. */
const identifying = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
])

export const isIdentifying = (key: string): boolean => identifying.has(key.toLowerCase())

export const namesOrganization = (key: string): boolean => /^aws:(principal|source)orgid$/i.test(key)

const free = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:multifactorauthage',
  'aws:multifactorauthpresent',
  'aws:principalisawsservice',
  'aws:principaltype',
  'aws:referer',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:tagkeys',
  'aws:tokenissuetime',
  'aws:useragent',
  'aws:username',
  'aws:viaawsservice',
  'sts:durationseconds',
  'sts:rolesessionname',
  'sts:sourceidentity',
  'sts:transitivetagkeys',
])

/** Keys that whoever makes the request sets as he likes, or that anybody's request has: names and tags of one's own, MFA, time. */
export const isFree = (key: string): boolean =>
  free.has(key.toLowerCase()) || /^aws:(requesttag|principaltag)\//i.test(key)
