/** Units with the number of them from which the next one is shown. */
const units = [
  { letter: 's', seconds: 1, most: 120 },
  { letter: 'm', seconds: 60, most: 120 },
  { letter: 'h', seconds: 3600, most: 48 },
  { letter: 'd', seconds: 86_400, most: Infinity },
];

/** Returns the time from a date in RFC 3339 to now in its largest unit: 90s, 45m, 3h, 5d. */
export function formatAge(since: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(since)) / 1000);
  if (Number.isNaN(seconds)) return '?';
  const unit = units.find(({ seconds: size, most }) => seconds < size * most);
  return unit === undefined ? '?' : `${Math.floor(seconds / unit.seconds)}${unit.letter}`;
}
