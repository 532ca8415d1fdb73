/** OpenMetrics knows only base units. What is not known stays unknown. */

export const thousandth = (ms: number | null | undefined): number | null =>
  ms === null || ms === undefined ? null : ms / 1000;

/** Of a moment as ISO 8601 has it, since 1970. */
export const seconds = (wall: string | undefined): number | null => {
  const at = Date.parse(wall ?? '');
  return Number.isNaN(at) ? null : at / 1000;
};
