/** `ec2:instance`, `elasticloadbalancing:loadbalancer/app`; the whole type may be `*`, or ALL_SUPPORTED as AWS writes it since 2025. */
const form = /^([a-z0-9][a-z0-9-]*):(\*|[A-Za-z0-9][A-Za-z0-9_./-]*)$/
const expected = 'a resource type such as ec2:instance, or all of one service: ec2:ALL_SUPPORTED, ec2:*'
const all = 'ALL_SUPPORTED'

/** A wildcard stands for all types of one service, never for a service or a part of a name. */
export function typeProblem(text: string): { readonly expected: string; readonly near: string | null } | null {
  const colon = text.indexOf(':')
  const [service, type] = [text.slice(0, Math.max(colon, 0)).toLowerCase(), text.slice(colon + 1)]
  const meant = `${service}:${type.toUpperCase() === all ? all : type}`
  if (form.test(text) && meant === text) return null
  return { expected, near: form.test(meant) && meant.length <= 100 ? meant : null }
}

/** The one way in which we write all types of a service. */
export const coveredType = (text: string): string =>
  text.endsWith(`:${all}`) ? `${text.slice(0, text.length - all.length)}*` : text
