/** Maps positions in a text to the positions that one part of a glob reaches. */
type Step = (characters: readonly string[], from: ReadonlySet<number>) => Set<number>;

/** Matches the parts of a glob. The group matches a `**` that is a whole path segment. */
const parts = /(?<=^|[/{,])(\*\*(?:\/|(?=[},]|$)))|\*+|\\.|\[[!^]?(?:\\.|[^\]\\])+\]|./gsu;

/** Limit of the characters of a glob in a repository. */
export const longestGlob = 1000;

/**
 * Returns a test for texts that match a glob with `*`, `?`, `[a-z]`, `[!a-z]` and `{a,b}`. Its time
 * is proportional to the length of the glob times that of the text. Globs come from repositories,
 * and a regular expression could take exponential time.
 * @param slash `separates`: only `**` matches slashes (github.com/bmatcuk/doublestar); `any`: `*`
 * matches them too (github.com/gobwas/glob)
 * @returns a test that matches no text if a brace is not closed
 */
export function globTest(glob: string, slash: 'separates' | 'any'): (text: string) => boolean {
  const whole = oneOf(alternativesIn(glob, slash));
  return text => {
    const characters = Array.from(text);
    return whole(characters, new Set([0])).has(characters.length);
  };
}

function alternativesIn(glob: string, slash: 'separates' | 'any'): Step[][] {
  const isAny = (character: string) => slash === 'any' || character !== '/';
  const outer: Step[][][] = [];
  let alternatives: Step[][] = [[]];
  for (const [part, folders] of glob.matchAll(parts)) {
    const around = part === '}' ? outer.pop() : undefined;
    if (part === '{') {
      outer.push(alternatives);
      alternatives = [[]];
    } else if (part === ',' && outer.length > 0) alternatives.push([]);
    else if (around === undefined) {
      alternatives.at(-1)?.push(...stepsOf(part, slash === 'separates' && folders !== undefined, isAny));
    } else {
      around.at(-1)?.push(oneOf(alternatives));
      alternatives = around;
    }
  }
  return outer.length === 0 ? alternatives : [];
}

function stepsOf(part: string, standsForFolders: boolean, isAny: (character: string) => boolean): Step[] {
  if (standsForFolders) return [part.endsWith('/') ? folders : many(() => true)];
  if (part.startsWith('*')) return [many(isAny), ...(part.endsWith('/') ? [one(character => character === '/')] : [])];
  if (part === '?') return [one(isAny)];
  if (part.length > 1 && part.startsWith('[')) return [one(inClass(part.slice(1, -1), isAny))];
  const literal = part.replace(/^\\(?=.)/su, '');
  return [one(character => character === literal)];
}

function one(test: (character: string) => boolean): Step {
  return (characters, from) => {
    const reached = [...from].filter(at => test(characters[at] ?? ''));
    return new Set(reached.filter(at => at < characters.length).map(at => at + 1));
  };
}

function many(test: (character: string) => boolean): Step {
  return (characters, from) => {
    const reached = new Set<number>();
    for (const start of from) {
      for (let at = start; !reached.has(at); at += 1) {
        reached.add(at);
        if (at === characters.length || !test(characters[at] ?? '')) break;
      }
    }
    return reached;
  };
}

/** Matches any number of folders, each with its slash. */
const folders: Step = (characters, from) => {
  const first = Math.min(...from, characters.length);
  const slashes = characters.flatMap((character, at) => (character === '/' && at >= first ? [at + 1] : []));
  return new Set([...from, ...slashes]);
};

function oneOf(alternatives: readonly (readonly Step[])[]): Step {
  return (characters, from) => {
    const ends = alternatives.map(steps => steps.reduce<ReadonlySet<number>>((at, step) => step(characters, at), from));
    return new Set(ends.flatMap(end => [...end]));
  };
}

function inClass(text: string, isAny: (character: string) => boolean): (character: string) => boolean {
  const isNegated = /^[!^]/.test(text);
  const ranges = [...text.slice(isNegated ? 1 : 0).matchAll(/\\?(.)(?:-\\?(.))?/gsu)];
  const isIn = (character: string) => ranges.some(([, from = '', to = from]) => from <= character && character <= to);
  return character => isAny(character) && isIn(character) !== isNegated;
}
