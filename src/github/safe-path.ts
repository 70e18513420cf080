const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const control = /[\p{Cc}\p{Surrogate}]/u

/** Why a path may not be written into a repository; null: it may. What a file system would fold into `.git` is as bad as it. */
export function pathProblem(path: string): string | null {
  if (path === '' || path.length > 1024) return 'it is empty or longer than 1,024 characters'
  if (path.startsWith('/') || path.includes('\\') || /^[A-Za-z]:/.test(path)) return 'it is not relative with slashes'
  if (control.test(path)) return 'it holds control characters'
  const parts = path.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'it leads outside or nowhere'
  if (parts.some(isGitFolder)) return "it leads into git's own folder"
  // A token of a workflow can never write them, and no proposal of ours has business there.
  if (/^\.github\/workflows(\/|$)/i.test(path)) return 'it is a workflow'
  return null
}

function isGitFolder(part: string): boolean {
  const folded = part.normalize('NFKC').replace(invisible, '').toLowerCase().split(':')[0] ?? ''
  return /^(\.git|git~\d+)[. ]*$/.test(folded) || folded === '.gitmodules'
}

/** A branch as git takes it, of plain characters alone. */
export const isPlainBranch = (name: string): boolean =>
  /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)*$/.test(name) &&
  !/\.\.|\.lock(\/|$)|\.(\/|$)/.test(name) &&
  name.length <= 200
