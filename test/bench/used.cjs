// Loaded before a program whose time is taken: says on standard error, in the end, how much CPU time it has used.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  require('node:fs').writeSync(2, `\nused ${(userCPUTime + systemCPUTime) / 1000}`);
});
