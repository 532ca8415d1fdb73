/** Whether what a process tells of itself, as 2.6.12-1+deb12u3, is of a release, as 2.6. */
export function isOfRelease(version: string, release: string): boolean {
  return version === release || (/^[.+~-]/.test(version.slice(release.length)) && version.startsWith(release));
}
