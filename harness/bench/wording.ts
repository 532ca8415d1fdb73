/** `81,234` */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function inMs(us: number): string {
  return (us / 1000).toFixed(2);
}
