import { Type, type Static } from 'typebox';

/**
 * Table. Its cells and the texts below are single lines of Markdown, with code and links to web
 * addresses.
 */
const PageTable = Type.Object({ heads: Type.Array(Type.String()), rows: Type.Array(Type.Array(Type.String())) });
export type PageTable = Static<typeof PageTable>;

const Block = Type.Union([
  Type.Object({ text: Type.String() }),
  Type.Object({ list: Type.Array(Type.String()) }),
  Type.Object({ yaml: Type.String() }),
  Type.Object({ table: PageTable }),
]);
export type Block = Static<typeof Block>;

const Section = Type.Object({ heading: Type.String(), blocks: Type.Array(Block) });
export type Section = Static<typeof Section>;

/** Page of a rule, a system or a word, for docs/ and for the terminal. */
export const Page = Type.Object({
  /** Name by which `explain` finds the page. */
  name: Type.String(),
  title: Type.String(),
  /** Short facts by name. */
  facts: Type.Record(Type.String(), Type.String()),
  blocks: Type.Array(Block),
  sections: Type.Array(Section),
});
export type Page = Static<typeof Page>;
