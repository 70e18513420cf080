// Preloaded into a measured process: writes what it cost to USAGE_FILE when it ends. Peak memory by the kernel's own mark of
// this program (VmHWM): what getrusage says of it begins with the size of the process that started it.
import { readFileSync, writeFileSync } from 'node:fs'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage()
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0)
  writeFileSync(
    process.env['USAGE_FILE'],
    JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, rss: peak / 1024 }),
  )
})
